/**
 * The items of the demo: the emoji of the npm package `openmoji` that English CLDR has keywords for, without skin
 * tones, flags, OpenMoji's own additions and the woman and man variants of one picture.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Emoji {
  /** Code points in hexadecimal, joined by "-"; the name of the picture's file. */
  id: string;
  title: string;
  group: string;
  subgroup: string;
  /** The characters themselves, without variation selectors: how CLDR is keyed. */
  characters: string;
}

interface Entry {
  emoji: string;
  hexcode: string;
  group: string;
  subgroups: string;
  annotation: string;
  skintone: string | number;
}

const leftOut = new Set(['extras-openmoji', 'extras-unicode', 'component', 'flags']);
const gendered = /\u200D[\u2640\u2642]/;

/** Emoji in the order of the package, those only that `named` (by characters) knows. */
export function readEmoji(modules: string, named: { has(characters: string): boolean }): Emoji[] {
  const text = readFileSync(join(modules, 'openmoji', 'data', 'openmoji.json'), 'utf8');
  return (JSON.parse(text) as Entry[])
    .filter(({ skintone, group }) => skintone === '' && !leftOut.has(group))
    .map((entry) => ({
      id: entry.hexcode,
      title: entry.annotation,
      group: entry.group,
      subgroup: entry.subgroups,
      characters: withoutSelectors(entry.emoji),
    }))
    .filter(({ characters }) => named.has(characters) && !gendered.test(characters));
}

export function readPicture(modules: string, id: string): Uint8Array {
  return readFileSync(join(modules, 'openmoji', 'color', 'svg', `${id}.svg`));
}

/** Without U+FE0F, which asks for a coloured picture and is written in some lists and not in others. */
export function withoutSelectors(characters: string): string {
  return characters.replaceAll('\uFE0F', '');
}
