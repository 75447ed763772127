import type { Question, StudyItem } from './question.ts';

/** Something that is not as it was stored. */
export interface QuestionDifference {
  question: string;
  field: string;
  stored: unknown;
  now: unknown;
}

/** Weights are sums of quotients: the last bits may differ between versions. */
const ROUNDING = 1e-9;

/**
 * Where questions that were made again differ from those that were stored, in their order.
 * @param options.text false for studies that were made before items had one
 */
export function questionDifferences(
  stored: readonly Question[],
  now: readonly Question[],
  { text = true } = {},
): QuestionDifference[] {
  const found: QuestionDifference[] = [];
  for (let i = 0; i < Math.max(stored.length, now.length); i++) {
    const [was, is] = [stored[i], now[i]];
    if (!was || !is) {
      found.push({
        question: (was ?? is).question,
        field: 'question',
        ...{ stored: was?.question ?? null, now: is?.question ?? null },
      });
      continue;
    }
    const [plainWas, plainIs] = [was, is].map((one) => plain(one, text));
    for (const field of Object.keys(plainWas)) {
      if (!alike(plainWas[field], plainIs[field])) {
        found.push({ question: was.question, field, stored: plainWas[field], now: plainIs[field] });
      }
    }
  }
  return found;
}

function plain(question: Question, text: boolean): Record<string, unknown> {
  const item = (of: StudyItem): unknown[] => [
    of.id,
    of.title,
    of.picture,
    ...(text ? [of.text ?? null] : []),
  ];
  const { query, a, b, ...rest } = question;
  return { ...rest, query: item(query), a: a.map(item), b: b.map(item) };
}

const alike = (x: unknown, y: unknown): boolean =>
  typeof x === 'number' && typeof y === 'number'
    ? Math.abs(x - y) <= ROUNDING
    : JSON.stringify(x) === JSON.stringify(y);
