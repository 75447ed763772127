/** The demo as an archive in the format of any data folder, so that it is imported like anybody's data. */
import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { questionsOf } from './emoji-data.ts';
import type { DemoKind, EmojiData } from './emoji-data.ts';

/** Fixed, in local time as ZIP has it: the same data gives the same bytes everywhere. */
const mtime = new Date(2000, 0, 1);

/** @param versions of the packages, for the line of credit */
export function packArchive(
  kind: DemoKind,
  data: EmojiData,
  versions: { openmoji: string; cldr: string },
  picture: (id: string) => Uint8Array,
): Uint8Array {
  const { items, contexts } = data;
  const about = {
    title: kind === 'demo' ? 'Emoji' : 'Emoji, dense boards',
    credit:
      `Pictures: OpenMoji ${versions.openmoji} (openmoji.org), CC BY-SA 4.0. ` +
      `Keywords: Unicode CLDR ${versions.cldr}, Unicode License v3.`,
    source: kind,
    symmetric: true,
  };
  const files: Zippable = {
    'about.json': strToU8(`${JSON.stringify(about, null, 2)}\n`),
    'items.csv': csv(
      ['id', 'title', 'image', 'group', 'subgroup'],
      items.map(({ id, title, group, subgroup }) => [id, title, `pictures/${id}.svg`, group, subgroup]),
    ),
    'contexts.csv': csv(
      ['id', 'title'],
      contexts.map(({ keyword }) => [keyword, keyword]),
    ),
    'edges.csv': csv(
      ['item', 'context'],
      contexts.flatMap(({ keyword, rows }) => rows.map((row) => [items[row].id, keyword])),
    ),
    'pairs.csv': csv(
      ['query', 'item', 'split'],
      questionsOf(data).map(({ query, item, split }) => [items[query].id, items[item].id, split]),
    ),
  };
  for (const { id } of items) files[`pictures/${id}.svg`] = picture(id);
  return zipSync(files, { level: 9, mtime });
}

function csv(head: string[], rows: string[][]): Uint8Array {
  return strToU8([head, ...rows].map((row) => `${row.map(field).join(',')}\n`).join(''));
}

function field(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
