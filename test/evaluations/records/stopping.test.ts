import { describe, expect, it } from 'vitest';
import { recordJudgement, undoJudgement } from '../../../evaluations/records/judgements.ts';
import { type RaterTurn, raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import type { StudyDesign } from '../../../evaluations/design/study-design.ts';
import { aStudy, freshRecords } from './a-study.ts';

const store = freshRecords();
const now = new Date('2026-01-01T09:00:00Z');
const turn = (rater = 'ada'): RaterTurn =>
  raterTurn(store.records, 'study', rater, now, { trialsOnly: true });

/** Prefers the first run, whose items are x0, x1, ..., until nothing is asked; returns how many were answered. */
function preferTheFirst(rater = 'ada'): number {
  for (let answered = 0; ; answered++) {
    const { trial } = turn(rater);
    if (!trial) return answered;
    const choice = trial.left[0].id.startsWith('x') ? 'left' : 'right';
    recordJudgement(store.records, {
      ...{ study: 'study', rater, question: trial.question, choice, ms: 5, now },
    });
  }
}
const made = (design: Partial<StudyDesign>): void =>
  void aStudy(store.records, now, { questions: 40, ...design });

describe('stop: anytime', () => {
  it('asks nobody any more once the interval for every look decides', () => {
    made({ stop: 'anytime' });
    const answered = preferTheFirst();
    expect(answered).toBeLessThan(20);
    expect(turn()).toMatchObject({ stage: 'closed', trial: null, canUndo: false });
    expect(turn('bob').stage).toBe('closed');
    const { pairs, state } = studyReport(store.records, 'study');
    expect(pairs[0].anytime.decided_at).toBe(answered);
    // A person closes it.
    expect(state).toBe('open');
  });

  it('takes an answer that is on its way, and goes on when what decided is taken back', () => {
    made({ stop: 'anytime' });
    const open = turn('bob').trial!;
    const answered = preferTheFirst();
    recordJudgement(store.records, {
      ...{ study: 'study', rater: 'bob', question: open.question, choice: 'equal', ms: 5, now },
    });
    expect(studyReport(store.records, 'study').judgements).toBe(answered + 1);
    for (let i = 0; i < 3; i++) undoJudgement(store.records, { study: 'study', rater: 'ada', now });
    expect(turn().stage).toBe('trial');
  });

  it('waits until each pair of runs is decided', () => {
    made({ stop: 'anytime', runs: ['run x', 'run y', 'run z'], questions: 60 });
    // x beats both; between y and z the answers are equal.
    for (;;) {
      const { trial } = turn();
      if (!trial) break;
      const { question, left, right } = trial;
      const choice = left[0].id.startsWith('x') ? 'left' : right[0].id.startsWith('x') ? 'right' : 'equal';
      recordJudgement(store.records, { study: 'study', rater: 'ada', question, choice, ms: 5, now });
    }
    expect(turn().stage).toBe('done');
  });
});

it('stop: all asks everything, however clear it is', () => {
  made({});
  expect(preferTheFirst()).toBe(40);
});
