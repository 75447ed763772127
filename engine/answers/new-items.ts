/** Answers about items that no run has seen: what somebody drops into a window. */
import type { FoundContext } from '../contract/new-items.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { ensureBackend, initBackend } from '../backend/init-backend.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemCard } from '../dataset/describe.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { firstRow } from '../dataset/tables/first-row.ts';
import { contextDegree } from '../graph/bipartite-graph.ts';
import { takesOf } from '../runs/new-item-takes.ts';
import { answerNewItems } from '../runs/new-items.ts';
import { openRun } from '../runs/open-run.ts';
import type { AnswerContext, Answers } from './context.ts';
import { pace } from './pace.ts';
import { fold } from './search-items.ts';

type Names = 'runs.takes' | 'runs.tryItem' | 'runs.readRow' | 'datasets.contexts';

export function newItemAnswers({ home }: AnswerContext): Answers<Names> {
  return {
    'runs.takes': ({ name }) => takesOf(home, name),
    'runs.tryItem': async ({ name, item, k }, { signal }) => {
      await smallBackend();
      const { dataset } = openRun(home, name);
      const { title, text, picture } = item;
      const contexts = [...new Set(item.contexts)].filter((row) => row < dataset.contexts.count);
      const one = {
        ...{ id: 'new item', title, text: text || null, given: null, where: 'the new item' },
        picture: () => (picture === null ? null : Buffer.from(picture, 'base64')),
      };
      const edges = {
        item: new Uint32Array(contexts.length).fill(dataset.items.count),
        context: Uint32Array.from(contexts.keys()),
        weight: null,
      };
      const input = { items: [one], edges, contexts: contexts.map(dataset.contexts.id) };
      const { items, notes } = await answerNewItems(home, name, input, { k, signal });
      return {
        items: items[0].recommended.map(({ row, score }) => ({ item: itemCard(dataset, row), score })),
        notes,
      };
    },
    'runs.readRow': ({ file, content }) => firstRow(file, Buffer.from(content)),
    'datasets.contexts': async ({ name, search, limit }, { signal }) => {
      const found = await searchContexts(openDataset(home, name), search, signal);
      return { total: found.length, contexts: found.slice(0, limit) };
    },
  };
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
  const rest = pace(signal);
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
