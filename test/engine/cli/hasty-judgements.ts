/** The null control: a store that acknowledges a judgement before it writes it. Bundled by rating-program.ts only. */
import * as real from '../../../evaluations/records/judgements.ts';
import type { NewJudgement } from '../../../evaluations/records/judgements.ts';
import type { Records } from '../../../evaluations/records/open-records.ts';
import { RecordsError } from '../../../evaluations/records/records-error.ts';

const AT_ONCE = 8;
let waiting: (() => void)[] = [];
let acknowledged = 0;

export const { undoJudgement } = real;

export function recordJudgement(records: Records, judgement: NewJudgement): number {
  waiting.push(() => {
    try {
      real.recordJudgement(records, judgement);
    } catch (error) {
      if (!(error instanceof RecordsError) || error.code !== 'already-answered') throw error;
    }
  });
  if (waiting.length >= AT_ONCE) {
    for (const write of waiting) write();
    waiting = [];
  }
  return ++acknowledged;
}
