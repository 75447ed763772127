/** Answers that came when their study was closed. They are told of, and not taken. */
import { count } from '../../analysis/words.ts';
import { RecordsError } from '../records-error.ts';
import type { Merged } from './add-answers.ts';

export interface LateAnswers {
  study: string;
  /** ISO 8601. */
  closedAt: string;
  /** Judgements that the study does not have: given until it was closed, by the clock of their machine, and after. */
  before: number;
  after: number;
  /** That it has. */
  known: number;
  /** That it has and that were taken back where they were given. */
  undone: number;
  /** In the file. */
  raters: number;
  /** An open version of the study, which takes them; null where there is none. */
  into: string | null;
}

export class LateAnswersError extends RecordsError {
  readonly late: LateAnswers;

  /** @param merged what the study would have come to */
  constructor(
    readonly merged: Merged,
    given: Pick<LateAnswers, 'study' | 'closedAt' | 'into'> & { file: string; times: readonly string[] },
  ) {
    const { study, closedAt, into, file, times } = given;
    const before = times.filter((at) => at <= closedAt).length;
    const { known, undone, raters } = merged;
    const late = { study, closedAt, before, after: times.length - before, known, undone, raters, into };
    super('study-closed', inWords(late, file));
    this.late = late;
  }

  get nothingNew(): boolean {
    const { before, after, undone } = this.late;
    return before + after + undone === 0;
  }
}

function inWords({ study, closedAt, before, after, known, undone, raters, into }: LateAnswers, file: string) {
  const held = [
    `${count(before + after, 'judgement')} that it does not have (${before} given before it was closed, ${after} after)`,
    `${known} that it has${undone > 0 ? `, ${undone} of them taken back` : ''}`,
  ];
  const cure =
    into === null
      ? `make its next version of all of them: pinwise study merge ${study} ${file} --as NAME`
      : `its next version takes them: pinwise study merge ${into} ${file}`;
  return `${study} was closed at ${closedAt} and keeps its verdict: nothing was taken. ${file}, of ${count(raters, 'rater')}, holds ${held.join(' and ')}. To count these, ${cure}`;
}
