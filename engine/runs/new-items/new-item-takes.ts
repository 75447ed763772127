/** What a run looks at of an item that it never saw, and which runs know nothing of such items. */
import { join } from 'node:path';
import type * as z from 'zod';
import type { Takes } from '../../contract/new-items.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import { datasetPath } from '../../contract/store-layout.ts';
import { readManifest } from '../../dataset/list-datasets.ts';
import { readRecipe } from '../../dataset/recipe-files.ts';
import { familyOf } from '../../model/presets.ts';
import type { Family } from '../../model/presets/definition.ts';
import { runSummary } from '../list-runs.ts';
import { dataMissing, runUnfinished } from '../open-run.ts';

const reasons: Partial<Record<Family['kind'], string>> = {
  bpr: 'matrix factorisation learns a vector for each item of its training and reads neither pictures nor words',
  ease: 'EASE solves for the items of its training together and would have to be solved again',
};

/** @throws PinwiseError `not-inductive` */
export function refuse({ kind }: Family, name: string): void {
  const reason = reasons[kind];
  if (!reason) return;
  throw new PinwiseError(
    'not-inductive',
    `run ${name} cannot say anything of new items: ${reason}; use a run of pinsage, graphsage-mean or combined`,
  );
}

/** Reads neither features nor vectors. @throws PinwiseError as `openRun` for a run that does not answer */
export function takesOf(home: string, name: string): z.input<typeof Takes> {
  const summary = runSummary(home, name);
  if (summary.state !== 'finished') throw runUnfinished(summary);
  if (summary.dataMissing) throw dataMissing(name, summary.dataset);
  const manifest = readManifest(home, summary.dataset);
  const { features } = manifest;
  const family = familyOf(summary.preset);
  const plain = manifest.plain ?? false;
  const none = { picture: false, words: false, contexts: false, links: false, features: 0, refusal: null };
  const refused = (refusal: string): z.input<typeof Takes> => ({ ...none, refusal });
  if (reasons[family.kind])
    return refused(`This model cannot say anything of new items: ${reasons[family.kind]}.`);
  const edges = { contexts: !plain, links: plain };
  if (family.kind === 'walk' || family.kind === 'itemknn') return { ...none, ...edges };
  const blocks =
    family.kind === 'nearest' ? features.blocks.filter((one) => one.name === family.block) : features.blocks;
  const reads = (block: string): boolean => blocks.some((one) => one.name === block);
  const convolves = family.kind !== 'nearest' && family.kind !== 'perceptron';
  const learned = features.blocks.every((one) => one.name === 'degree');
  if (family.kind === 'perceptron' && learned) {
    return refused(
      'This model learned a vector for each item and looks at nothing else, so it knows nothing of a new one.',
    );
  }
  try {
    readRecipe(join(home, datasetPath(manifest.name)), manifest, blocks, () => 1);
  } catch (error) {
    if (error instanceof PinwiseError && error.code === 'no-recipe') return refused(error.message);
    throw error;
  }
  return {
    ...none,
    ...((convolves || reads('degree')) && edges),
    picture: reads('visual'),
    words: reads('text'),
    features: blocks.find(({ name }) => name === 'given')?.dims ?? 0,
  };
}
