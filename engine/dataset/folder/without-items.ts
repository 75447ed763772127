import type { GivenFeatures } from './read-features.ts';
import type { NamedRows } from './read-items.ts';

/** Items and their features without the items whose features are faulty; the others move up. */
export function withoutItems(
  items: NamedRows,
  { data, dims, faulty }: GivenFeatures,
): { items: NamedRows; features: GivenFeatures } {
  const stays = items.ids.flatMap((_, row) => (faulty.has(row) ? [] : [row]));
  const pick = <T>(column: T[]): T[] => stays.map((row) => column[row]);
  const features = new Float32Array(stays.length * dims);
  stays.forEach((row, to) => features.set(data.subarray(row * dims, (row + 1) * dims), to * dims));
  const ids = pick(items.ids);
  return {
    items: {
      ids,
      titles: pick(items.titles),
      texts: pick(items.texts),
      images: pick(items.images),
      extra: items.extra && pick(items.extra),
      lines: pick(items.lines),
      ordinals: pick(items.ordinals),
      inFile: items.inFile,
      rows: new Map(ids.map((id, row) => [id, row])),
    },
    features: { data: features, dims, faulty: new Set() },
  };
}
