import { expectTypeOf, it } from 'vitest';
import type * as contract from '../../electron/contract/studies.ts';
import type { StudyReport } from '../../evaluations/analysis/study-report.ts';
import type { StudyDesign } from '../../evaluations/design/study-design.ts';
import type { RaterTurn } from '../../evaluations/records/rater-turn.ts';
import type { StudySummary } from '../../evaluations/records/studies.ts';

/** evaluations/ may not import the window's contract, so it states its own types; the compiler holds them together. */
it('agrees with the contract of the window, by type', () => {
  expectTypeOf<StudyReport>().toExtend<contract.StudyReport>();
  expectTypeOf<StudySummary>().toExtend<contract.StudySummary>();
  expectTypeOf<RaterTurn>().toExtend<contract.RaterTurn>();
  expectTypeOf<contract.StudyDesign>().toExtend<StudyDesign>();
});
