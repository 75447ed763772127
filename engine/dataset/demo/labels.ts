/**
 * Which emoji belong together, by what people of many languages say: two are a positive pair when at least a quarter
 * of the languages give both a common keyword that is not too common.
 */
import { itemsByKeyword, listLocales, readAnnotations } from './keywords.ts';

const mostItems = 40;
const leastKeywords = 300;
const leastShare = 0.25;

/** Pairs (a < b, rows) of the languages other than English, in ascending order. */
export function labelledPairs(modules: string, characters: readonly string[]): [number, number][] {
  const languages = [...keywordsByLanguage(modules, characters).values()].filter(
    (keywords) => keywords.length >= leastKeywords,
  );
  const votes = new Map<number, number>();
  for (const keywords of languages) {
    const joined = new Set(keywords.flatMap((rows) => pairsOf(rows, characters.length)));
    for (const pair of joined) votes.set(pair, (votes.get(pair) ?? 0) + 1);
  }
  return [...votes]
    .filter(([, count]) => count >= leastShare * languages.length)
    .map(([pair]) => pair)
    .sort((a, b) => a - b)
    .map((pair) => [Math.floor(pair / characters.length), pair % characters.length]);
}

/** For each language the items of its keywords, from the locale that has most of them (the first by name on a tie). */
function keywordsByLanguage(modules: string, characters: readonly string[]): Map<string, number[][]> {
  const best = new Map<string, number[][]>();
  for (const locale of listLocales(modules)) {
    const language = locale.split('-')[0];
    if (language === 'en') continue;
    const all = itemsByKeyword(readAnnotations(modules, locale), characters).values();
    const keywords = [...all].filter((rows) => rows.length >= 2 && rows.length <= mostItems);
    if (keywords.length > (best.get(language)?.length ?? -1)) best.set(language, keywords);
  }
  return best;
}

function pairsOf(rows: readonly number[], items: number): number[] {
  return rows.flatMap((a, i) => rows.slice(i + 1).map((b) => a * items + b));
}
