/** Search in titles and ids: case and accents do not matter, every word has to be found somewhere. */
import type { Dataset } from '../dataset/dataset.ts';
import { dueTurns } from '../turns.ts';

/** Folded title and id of each row, kept as long as the data set is open. */
const folded = new WeakMap<Dataset, string[]>();

/** The rows of `among` (default: all) that match, in their order. An empty search matches all. */
export async function searchItems(
  dataset: Dataset,
  search: string,
  among?: readonly number[],
  signal?: AbortSignal,
): Promise<number[]> {
  const { count } = dataset.items;
  const rows = among?.filter((row) => row >= 0 && row < count) ?? [...Array(count).keys()];
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const texts = await textsOf(dataset, signal);
  const rest = dueTurns(signal);
  const found: number[] = [];
  for (const row of rows) {
    const turn = rest();
    if (turn) await turn;
    if (words.every((word) => texts[row].includes(word))) found.push(row);
  }
  return found;
}

/** "Crème Brûlée" and "creme brulee" fold to the same. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

async function textsOf(dataset: Dataset, signal?: AbortSignal): Promise<string[]> {
  const known = folded.get(dataset);
  if (known) return known;
  const rest = dueTurns(signal);
  const texts: string[] = [];
  for (let row = 0; row < dataset.items.count; row++) {
    const turn = rest();
    if (turn) await turn;
    texts.push(fold(`${dataset.items.title(row)}\n${dataset.items.id(row)}`));
  }
  folded.set(dataset, texts);
  return texts;
}
