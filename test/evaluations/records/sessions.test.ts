import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../evaluations/analysis/judgement.ts';
import { recordJudgement, undoJudgement } from '../../../evaluations/records/judgements.ts';
import { answerPractice, beginSitting, consentTo } from '../../../evaluations/records/practice.ts';
import { type RaterTurn, raterTurn } from '../../../evaluations/records/rater-turn.ts';
import { admitRater } from '../../../evaluations/records/raters.ts';
import { aStudy, freshRecords } from './a-study.ts';

const store = freshRecords();
const start = Date.parse('2026-01-01T09:00:00Z');
const at = (minutes: number): Date => new Date(start + minutes * 60_000);
const turn = (minutes: number, rater = 'ada'): RaterTurn =>
  raterTurn(store.records, 'study', rater, at(minutes));
const practise = (minutes: number, choice: Choice) =>
  answerPractice(store.records, {
    ...{ study: 'study', rater: 'ada', question: turn(minutes).trial!.question, choice, ms: 5 },
    now: at(minutes),
  });
const judge = (minutes: number, choice: Choice = 'left'): number =>
  recordJudgement(store.records, {
    ...{ study: 'study', rater: 'ada', question: turn(minutes).trial!.question, choice, ms: 5 },
    ...{ now: at(minutes), currentOnly: true },
  });

describe('a sitting', () => {
  it('goes through consent, instructions and practice to the trials, the same after a kill', () => {
    aStudy(store.records, at(0), { consent: 'I agree.', practice: 4 });
    expect(turn(0)).toMatchObject({ stage: 'consent', trial: null, canUndo: false });
    consentTo(store.records, 'study', 'ada', at(0));
    expect(turn(0).stage).toBe('instructions');
    beginSitting(store.records, 'study', 'ada', at(1));
    expect(turn(1)).toMatchObject({ stage: 'practice', progress: { done: 0, total: 4 } });
    practise(1, 'left');
    store.reopen();
    expect(turn(1)).toMatchObject({ stage: 'practice', progress: { done: 1, total: 4 } });
    for (let i = 0; i < 3; i++) practise(2, 'right');
    expect(turn(2)).toMatchObject({ stage: 'trial', progress: { done: 0, total: 12 } });
  });

  it('says whether a practice answer was right, and where the better one stood', () => {
    aStudy(store.records, at(0), { practice: 6 });
    beginSitting(store.records, 'study', 'ada', at(0));
    const sides = Array.from({ length: 6 }, () => {
      const { left } = turn(0).trial!;
      const better = left[0].id.startsWith('+') ? 'left' : 'right';
      expect(practise(0, 'left')).toEqual({ right: better === 'left', accepted: [better] });
      return better;
    });
    expect(new Set(sides).size).toBe(2);
  });

  it('comes to instructions and three practice questions again after a gap, and then goes on where it was', () => {
    aStudy(store.records, at(0), { practice: 5, gapMinutes: 60 });
    beginSitting(store.records, 'study', 'ada', at(0));
    for (let i = 0; i < 5; i++) practise(1, 'left');
    judge(2);
    judge(62);
    const { question } = turn(62).trial!;
    expect(turn(122).stage).toBe('trial');
    expect(turn(123)).toMatchObject({ stage: 'instructions', trial: null });
    beginSitting(store.records, 'study', 'ada', at(123));
    expect(turn(123)).toMatchObject({ stage: 'practice', progress: { done: 0, total: 3 } });
    for (let i = 0; i < 3; i++) practise(124, 'left');
    expect(turn(124)).toMatchObject({ stage: 'trial', progress: { done: 2 }, trial: { question } });
  });

  it('never comes to practice again where the design has no gap', () => {
    aStudy(store.records, at(0), { practice: 2, gapMinutes: 0 });
    beginSitting(store.records, 'study', 'ada', at(0));
    practise(0, 'left');
    practise(0, 'left');
    expect(turn(100_000).stage).toBe('trial');
  });

  it('does not count practice, and takes no practice question for a trial', () => {
    aStudy(store.records, at(0), { practice: 1 });
    beginSitting(store.records, 'study', 'ada', at(0));
    const { question } = turn(0).trial!;
    expect(() =>
      recordJudgement(store.records, {
        ...{ study: 'study', rater: 'ada', question, choice: 'left', ms: 1, now: at(0) },
      }),
    ).toThrow('asks no question');
    practise(0, 'left');
    expect(() => undoJudgement(store.records, { study: 'study', rater: 'ada', now: at(0) })).toThrow(
      'no answer',
    );
    expect(turn(0).progress).toEqual({ done: 0, total: 12 });
  });

  it('starts scripts at the first trial', () => {
    aStudy(store.records, at(0), { consent: 'I agree.', practice: 3 });
    expect(raterTurn(store.records, 'study', 'script', at(0), { trialsOnly: true }).stage).toBe('trial');
  });
});

describe('a PIN', () => {
  const enter = (rater: string, pin?: string): void =>
    admitRater(store.records, { study: 'study', rater, pin, now: at(0) });

  it('keeps others from answering as its owner', () => {
    aStudy(store.records, at(0));
    enter('ada', '1234');
    enter('ada', '1234');
    expect(() => enter('ada')).toThrow('ada has a PIN');
    expect(() => enter('ada', '4321')).toThrow('ada has another PIN');
    expect(() => enter('eve', '12')).toThrow('four to eight digits');
    enter('bob');
    enter('bob');
  });

  it('is not in the store in clear', () => {
    aStudy(store.records, at(0));
    enter('ada', '73911937');
    const { pin } = store.records.db.prepare('SELECT pin FROM raters').get() as { pin: string };
    expect(pin).not.toContain('73911937');
    expect(pin).toMatch(/^[0-9a-f]{32}:[0-9a-f]{64}$/);
  });
});
