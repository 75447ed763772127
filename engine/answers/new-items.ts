/** Answers about items that no run has seen: what somebody drops into a window. */
import type { FoundContext } from '../contract/new-items.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { ensureBackend, initBackend } from '../backend/init-backend.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemCard } from '../dataset/describe.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { firstRow } from '../dataset/tables/first-row.ts';
import { rowOfNumbers } from '../dataset/tables/row-of-numbers.ts';
import { contextDegree } from '../graph/bipartite-graph.ts';
import { takesOf } from '../runs/new-items/new-item-takes.ts';
import { answerNewItems } from '../runs/new-items/answer-new-items.ts';
import type { NewItems } from '../runs/new-items/new-item.ts';
import { openRun } from '../runs/open-run.ts';
import { dueTurns } from '../turns.ts';
import type { AnswerContext, Answers } from './context.ts';
import { fold } from './search-items.ts';

type Names = 'runs.takes' | 'runs.tryItem' | 'runs.readRow' | 'datasets.contexts';

export function newItemAnswers({ home }: AnswerContext): Answers<Names> {
  return {
    'runs.takes': ({ name }) => takesOf(home, name),
    'runs.tryItem': async ({ name, item, k }, { signal }) => {
      await smallBackend();
      const { dataset } = openRun(home, name);
      const { title, text, picture, features } = item;
      const one = {
        ...{ id: 'new item', title, text: text || null, where: 'the new item' },
        picture: () => (picture === null ? null : Buffer.from(picture, 'base64')),
        given: features && Float32Array.from(features),
      };
      const input = { items: [one], ...(dataset.manifest.plain ? linksOf : contextsOf)(dataset, item) };
      const { items, notes } = await answerNewItems(home, name, input, { k, signal });
      return {
        items: items[0].recommended.map(({ row, score }) => ({ item: itemCard(dataset, row), score })),
        notes,
      };
    },
    'runs.readRow': async ({ file, content }) => {
      const bytes = Buffer.from(content, 'base64');
      const features = rowOfNumbers(file, bytes);
      return { ...(features ? { title: '', text: '' } : await firstRow(file, bytes)), features };
    },
    'datasets.contexts': async ({ name, search, limit }, { signal }) => {
      const found = await searchContexts(openDataset(home, name), search, signal);
      return { total: found.length, contexts: found.slice(0, limit) };
    },
  };
}

/** The one new item in contexts of the data set. */
function contextsOf({ items, contexts }: Dataset, item: { contexts: number[] }): Omit<NewItems, 'items'> {
  const rows = [...new Set(item.contexts)].filter((row) => row < contexts.count);
  const edges = {
    item: new Uint32Array(rows.length).fill(items.count),
    context: Uint32Array.from(rows.keys()),
    weight: null,
  };
  return { edges, contexts: rows.map(contexts.id) };
}

/** The one new item linked to items: each link is a context of its two ends. */
function linksOf({ items }: Dataset, { links }: { links: number[] }): Omit<NewItems, 'items'> {
  const ends = [...new Set(links)].filter((row) => row < items.count);
  const edges = {
    item: Uint32Array.from(ends.flatMap((end) => [items.count, end])),
    context: Uint32Array.from(ends.flatMap((_, link) => [link, link])),
    weight: null,
  };
  return { edges, contexts: ends.map(() => null) };
}

/** One item is little work: no library of hundreds of megabytes is loaded into the process that answers people. */
let starting: Promise<unknown> | undefined;
const smallBackend = (): Promise<unknown> =>
  (starting ??= initBackend('wasm').catch((error: unknown) => {
    if (error instanceof PinwiseError) return ensureBackend();
    throw error;
  }));

/** Contexts whose title or id has all the words: the one of that very title first, then those with most items. */
async function searchContexts(
  { contexts, graph }: Dataset,
  search: string,
  signal: AbortSignal,
): Promise<FoundContext[]> {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const rest = dueTurns(signal);
  const found: FoundContext[] = [];
  for (let row = 0; row < contexts.count; row++) {
    const turn = rest();
    if (turn) await turn;
    const [id, title] = [contexts.id(row), contexts.title(row)];
    const text = fold(`${title}\n${id}`);
    if (words.every((word) => text.includes(word))) {
      found.push({ row, id, title, degree: contextDegree(graph, row) });
    }
  }
  const exact = ({ title }: FoundContext): number => Number(fold(title) === fold(search.trim()));
  return found.sort((a, b) => exact(b) - exact(a) || b.degree - a.degree || a.row - b.row);
}
