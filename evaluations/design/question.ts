/** Questions of a study: a query item and what each arm answers. */

/** An item as raters see it. Holds all that is shown, so that a study outlives the runs and data it was made from. */
export interface StudyItem {
  id: string;
  title: string;
  /** Address of its picture in the window, null without one. */
  picture: string | null;
}

/** What a model answers to one query, best first. */
export interface Answer {
  query: StudyItem;
  items: readonly StudyItem[];
}

/** `pair`: the first answer of each arm; `lists`: the first k of each. */
export type TrialKind = 'pair' | 'lists';

export interface Question {
  /** `q0001`, `q0002`, ...: says nothing about the arms. */
  question: string;
  query: StudyItem;
  a: StudyItem[];
  b: StudyItem[];
  /** Both arms answer the same, so that there is nothing to choose: a draw by construction, counted and not shown. */
  draw: boolean;
}

/**
 * Questions from two arms' answers to the same queries, in the same order.
 * @throws RangeError when the queries differ, one comes twice, there are none, or an arm has no answer
 */
export function makeQuestions(
  answersA: readonly Answer[],
  answersB: readonly Answer[],
  { trial, k }: { trial: TrialKind; k: number },
): Question[] {
  const count = trial === 'pair' ? 1 : k;
  const digits = Math.max(4, String(answersA.length).length);
  const asked = new Set(answersA.map(({ query }) => query.id));
  if (answersA.length === 0) throw new RangeError('a study needs at least one question');
  if (asked.size < answersA.length) throw new RangeError('a query item is asked about twice');
  if (answersA.length !== answersB.length) {
    throw new RangeError(`arm a answers ${answersA.length} queries, arm b ${answersB.length}`);
  }
  return answersA.map(({ query, items }, i) => {
    if (answersB[i].query.id !== query.id) {
      throw new RangeError(`query ${i + 1} is ${query.id} for arm a and ${answersB[i].query.id} for arm b`);
    }
    const a = items.slice(0, count).map(shown);
    const b = answersB[i].items.slice(0, count).map(shown);
    if (a.length === 0) throw new RangeError(`arm a has no answer to the query ${query.id}`);
    if (b.length === 0) throw new RangeError(`arm b has no answer to the query ${query.id}`);
    return {
      question: `q${String(i + 1).padStart(digits, '0')}`,
      query: shown(query),
      a,
      b,
      draw: a.length === b.length && a.every(({ id }, at) => id === b[at].id),
    };
  });
}

/** The shown fields only: scores, rows or degrees that an item carries must not reach a rater. */
const shown = ({ id, title, picture }: StudyItem): StudyItem => ({ id, title, picture });
