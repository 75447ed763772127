/** A data set as people see it. */
import type { DatasetDetail, DatasetSummary, ItemCard } from '../contract/datasets.ts';
import type { FoundContext } from '../contract/new-items.ts';
import { pictureAddress } from '../contract/store-layout.ts';
import { contextDegree, itemDegree } from '../graph/bipartite-graph.ts';
import type { Dataset } from './dataset.ts';
import { degreeHistogram, degreeQuantiles, degreesOf } from './degrees.ts';
import { healthNotes } from './health.ts';

const mosaicSize = 9;

/** An item as people see it; its picture as an address under studio://app/. */
export function itemCard({ manifest, items, graph }: Dataset, row: number): ItemCard {
  return {
    row,
    id: items.id(row),
    title: items.title(row),
    picture: items.hasPicture(row) ? pictureAddress(manifest.name, row) : null,
    degree: itemDegree(graph, row),
  };
}

/** A context as people see it. */
export function contextCard({ contexts, graph }: Dataset, row: number): FoundContext {
  return { row, id: contexts.id(row), title: contexts.title(row), degree: contextDegree(graph, row) };
}

/** The manifest in short, with up to 9 items for a picture of it. */
export function datasetSummary(dataset: Dataset): DatasetSummary {
  const { warnings, ...manifest } = dataset.manifest;
  return { ...manifest, warningCount: warnings.length, mosaic: mosaic(dataset) };
}

export function datasetDetail(dataset: Dataset): DatasetDetail {
  const item = degreesOf(dataset.graph.itemIndptr);
  const context = degreesOf(dataset.graph.contextIndptr);
  return {
    summary: datasetSummary(dataset),
    warnings: dataset.manifest.warnings,
    quantiles: degreeQuantiles(item, context),
    itemDegrees: degreeHistogram(item),
    contextDegrees: degreeHistogram(context),
    health: healthNotes(dataset),
  };
}

/** Items with pictures, evenly from the whole catalogue; where there are none, items that their titles stand for. */
function mosaic(dataset: Dataset): ItemCard[] {
  const { items, manifest } = dataset;
  const all = manifest.pictures > 0 ? manifest.pictures : items.count;
  const wanted = Math.min(mosaicSize, all);
  const cards: ItemCard[] = [];
  let seen = 0;
  for (let row = 0; row < items.count && cards.length < wanted; row++) {
    if (manifest.pictures > 0 && !items.hasPicture(row)) continue;
    if (seen * wanted >= cards.length * all) cards.push(itemCard(dataset, row));
    seen++;
  }
  return cards;
}
