/**
 * Pairs and splits for data without a pairs file, as PinSage splits boards (Ying et al. 2018, section 4.1: what people
 * saved together is what belongs together).
 *
 * Every context of at least two items is dealt by the hash of its id, so that adding data never moves it: 10% test, 5%
 * tune, the rest train. Test and tune contexts leave the graph. Each context gives at most 20 pairs: all of its pairs
 * of items where it has no more, else 20 that a generator seeded by its id draws; which of the two is the query is
 * drawn too, and the pairs count as symmetric.
 *
 * Deviation: with fewer than 20 such contexts none is held out, since the graph could not spare them; all pairs train.
 */
import { random, unit } from '../../../evaluations/random.ts';
import { stableOrder } from '../../graph/build-graph.ts';
import type { Pairs, Split } from '../dataset.ts';
import { growing } from '../tables/growing.ts';
import type { Edges } from './merge-edges.ts';

const testShare = 0.1;
const tuneShare = 0.05;
const pairsOfContext = 20;
const fewest = 20;

export interface HeldOut {
  pairs: Record<Split, Pairs>;
  /** What stays in the graph. */
  edges: Edges;
  /** Old row of each context that stays. */
  contexts: Uint32Array;
  held: { tune: number; test: number };
}

/** @param edges each once, sorted by item and context */
export function heldOutPairs(contextIds: readonly string[], edges: Edges): HeldOut {
  const order = stableOrder(edges.context, contextIds.length);
  const ends = new Uint32Array(contextIds.length + 1);
  for (const context of edges.context) ends[context + 1]++;
  for (let c = 0; c < contextIds.length; c++) ends[c + 1] += ends[c];
  const size = (c: number): number => ends[c + 1] - ends[c];
  const enough = contextIds.reduce((sum, _, c) => sum + (size(c) > 1 ? 1 : 0), 0) >= fewest;

  const held = { tune: 0, test: 0 };
  const stays: number[] = [];
  const lists = { train: pairList(), tune: pairList(), test: pairList() };
  contextIds.forEach((id, c) => {
    const split = enough && size(c) > 1 ? splitOf(id) : 'train';
    if (split === 'train') stays.push(c);
    else held[split]++;
    if (size(c) < 2) return;
    const members = order.subarray(ends[c], ends[c + 1]);
    drawPairs(id, members.length, (q, i) => lists[split].add(edges.item[members[q]], edges.item[members[i]]));
  });
  const pairs = { train: lists.train.whole(), tune: lists.tune.whole(), test: lists.test.whole() };
  return { pairs, edges: edgesOf(edges, contextIds.length, stays), contexts: Uint32Array.from(stays), held };
}

export function splitOf(contextId: string): Split {
  const chance = unit(`context|${contextId}`);
  if (chance < testShare) return 'test';
  return chance < testShare + tuneShare ? 'tune' : 'train';
}

/** Distinct unordered pairs of `count` members, each told in an order that is drawn. */
function drawPairs(id: string, count: number, each: (query: number, item: number) => void): void {
  const rng = random(0, `pairs|${id}`);
  const tell = (a: number, b: number): void => (rng.next() < 0.5 ? each(a, b) : each(b, a));
  if ((count * (count - 1)) / 2 <= pairsOfContext) {
    for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) tell(a, b);
    return;
  }
  const drawn = new Set<number>();
  while (drawn.size < pairsOfContext) {
    const [a, b] = [rng.below(count), rng.below(count)];
    const key = Math.min(a, b) * count + Math.max(a, b);
    if (a === b || drawn.has(key)) continue;
    drawn.add(key);
    tell(a, b);
  }
}

function edgesOf({ item, context, weight }: Edges, contexts: number, stays: number[]): Edges {
  const renumbered = new Int32Array(contexts).fill(-1);
  stays.forEach((c, row) => (renumbered[c] = row));
  const kept = (_: number, e: number): boolean => renumbered[context[e]] >= 0;
  return {
    item: item.filter(kept),
    context: context.filter(kept).map((c) => renumbered[c]),
    weight: weight && weight.filter(kept),
  };
}

function pairList(): { add(query: number, item: number): void; whole(): Pairs } {
  const [queries, items] = [growing(Uint32Array), growing(Uint32Array)];
  return {
    add(query, item) {
      queries.push(query);
      items.push(item);
    },
    whole: () => ({ query: queries.whole(), item: items.whole() }),
  };
}
