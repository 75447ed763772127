/** Raters must not learn whose answers they see: texts that they read may hold no name of a run or preset. */

/**
 * The first of `names` that stands in the text as a word of its own, in any case; undefined without one. A word ends
 * where neither a letter nor a digit follows: "sage" stands in "sage-against-pin", and not in "message".
 */
export function toldName(text: string, names: readonly string[]): string | undefined {
  const said = text.replace(/\s+/g, ' ');
  return names.find((name) => name !== '' && asWord(name).test(said));
}

function asWord(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu');
}
