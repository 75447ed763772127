import type { NamedRows } from './read-items.ts';

/** Items without some of them; the others move up. */
export function withoutItems(items: NamedRows, left: ReadonlySet<number>): NamedRows {
  const stays = items.ids.flatMap((_, row) => (left.has(row) ? [] : [row]));
  const pick = <T>(column: T[]): T[] => stays.map((row) => column[row]);
  const ids = pick(items.ids);
  return {
    ids,
    titles: pick(items.titles),
    texts: pick(items.texts),
    images: pick(items.images),
    extra: items.extra && pick(items.extra),
    lines: pick(items.lines),
    ordinals: pick(items.ordinals),
    inFile: items.inFile,
    rows: new Map(ids.map((id, row) => [id, row])),
  };
}
