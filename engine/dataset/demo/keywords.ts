/** Keywords that Unicode CLDR gives to emoji, one list per locale, from the npm package `cldr-annotations-full`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutSelectors } from './emoji.ts';

/** Keywords by the emoji's characters. */
export type Annotations = Map<string, string[]>;

interface File {
  annotations: { annotations?: Record<string, { default?: string[] }> };
}

const folder = (modules: string): string => join(modules, 'cldr-annotations-full', 'annotations');

/** In order of name. */
export function listLocales(modules: string): string[] {
  return readdirSync(folder(modules)).sort();
}

/** Empty for a locale that has no annotations of its own. */
export function readAnnotations(modules: string, locale: string): Annotations {
  const text = readFileSync(join(folder(modules), locale, 'annotations.json'), 'utf8');
  const { annotations } = (JSON.parse(text) as File).annotations;
  const found: Annotations = new Map();
  for (const [characters, entry] of Object.entries(annotations ?? {})) {
    if (entry.default) found.set(withoutSelectors(characters), entry.default);
  }
  return found;
}

/** Items (rows, ascending) of every keyword; a keyword is trimmed, its spaces collapsed, in lower case. */
export function itemsByKeyword(
  annotations: Annotations,
  characters: readonly string[],
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  characters.forEach((emoji, row) => {
    const keywords = new Set((annotations.get(emoji) ?? []).map(normalise));
    for (const keyword of keywords) {
      const rows = found.get(keyword);
      if (rows) rows.push(row);
      else found.set(keyword, [row]);
    }
  });
  return found;
}

function normalise(keyword: string): string {
  return keyword.trim().replace(/\s+/g, ' ').toLowerCase();
}
