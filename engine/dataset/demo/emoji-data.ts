/**
 * The demo's data set by a fixed rule: items are emoji, contexts are English keywords (all, or a thin sample), labels
 * come from the other languages. Chance is a hash of names, so that every machine makes the same data set.
 *
 * An item is dealt to a split; a pair belongs to `test` when one of its items does, else to `tune` likewise, else to
 * `train`. A held-out pair is asked from each of its items that was dealt to its split: a test pair from its test item,
 * from both when both are. A train pair stands once; the data set is symmetric, so that training takes both directions.
 */
import { unit } from '../../../evaluations/random.ts';
import type { Split } from '../dataset.ts';
import { readEmoji } from './emoji.ts';
import type { Emoji } from './emoji.ts';
import { itemsByKeyword, readAnnotations } from './keywords.ts';
import { labelledPairs } from './labels.ts';

export type DemoKind = 'demo' | 'demo-dense';

export interface EmojiData {
  items: Emoji[];
  splits: Split[];
  /** Items (rows, ascending) of each keyword, keywords in alphabetical order. */
  contexts: { keyword: string; rows: number[] }[];
  /** Pairs without direction, rows ascending. */
  pairs: [number, number][];
}

/** Share of the English keyword edges that the graph keeps. */
const kept: Record<DemoKind, number> = { demo: 0.4, 'demo-dense': 1 };
const mostItems = 60;

/** Reads the two packages under the folder `modules` (node_modules). Takes seconds. */
export function readEmojiData(modules: string, kinds: readonly DemoKind[]): Map<DemoKind, EmojiData> {
  const english = readAnnotations(modules, 'en');
  const items = readEmoji(modules, english);
  const characters = items.map((emoji) => emoji.characters);
  const keywords = [...itemsByKeyword(english, characters)]
    .filter(([, rows]) => rows.length >= 2 && rows.length <= mostItems)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const splits = items.map(({ id }) => dealItem(id));
  const pairs = labelledPairs(modules, characters);
  const contextsOf = (kind: DemoKind): EmojiData['contexts'] =>
    keywords
      .map(([keyword, rows]) => ({
        keyword,
        rows: rows.filter((row) => unit(`edge|${items[row].id}|${keyword}`) < kept[kind]),
      }))
      .filter(({ rows }) => rows.length >= 2);
  return new Map(kinds.map((kind) => [kind, { items, splits, pairs, contexts: contextsOf(kind) }]));
}

export function dealItem(id: string): Split {
  const chance = unit(`item|${id}`);
  if (chance < 0.2) return 'test';
  return chance < 0.3 ? 'tune' : 'train';
}

export interface Question {
  query: number;
  item: number;
  split: Split;
}

/** Every pair as it is asked: a held-out one for each of its items that was dealt to its split, a train one once. */
export function questionsOf({ pairs, splits }: Pick<EmojiData, 'pairs' | 'splits'>): Question[] {
  return pairs.flatMap(([a, b]) => {
    const split = splitOfPair(splits[a], splits[b]);
    const both: Question[] = [
      { query: a, item: b, split },
      { query: b, item: a, split },
    ];
    return split === 'train' ? [both[0]] : both.filter(({ query }) => splits[query] === split);
  });
}

export function splitOfPair(a: Split, b: Split): Split {
  if (a === 'test' || b === 'test') return 'test';
  return a === 'tune' || b === 'tune' ? 'tune' : 'train';
}
