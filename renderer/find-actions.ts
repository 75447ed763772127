/** Palette search: every word typed must begin a word of the action; earlier words and titles count more. */
export function findActions<T extends { title: string; also?: string }>(actions: T[], typed: string): T[] {
  const wanted = words(typed);
  return actions
    .map((action) => ({ action, score: score(wanted, words(action.title), words(action.also ?? '')) }))
    .filter(({ score: points }) => points > 0)
    .sort((x, y) => y.score - x.score || x.action.title.localeCompare(y.action.title))
    .map(({ action }) => action);
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** 0 when a wanted word is nowhere. */
function score(wanted: string[], title: string[], also: string[]): number {
  let total = 1;
  for (const word of wanted) {
    const place = title.findIndex((one) => one.startsWith(word));
    if (place >= 0) total += 10 / (place + 1);
    else if (also.some((one) => one.startsWith(word))) total += 1;
    else return 0;
  }
  return total;
}
