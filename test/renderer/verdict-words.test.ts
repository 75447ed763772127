import { expect, it } from 'vitest';
import {
  reportAsText,
  sidesInWords,
  signTestInWords,
  uncertainInWords,
} from '../../renderer/verdict-words.ts';
import { emptyReport, report } from './fixtures.ts';

it('gives the sign test as a frequency, never a bare p', () => {
  const [pair] = report().pairs;
  expect(signTestInWords(pair)).toBe(
    'Between equally good models a split as uneven as 66 to 38 comes up by chance about once in 130 studies (exact sign test).',
  );
  expect(signTestInWords({ ...pair, sign_test_p: null })).toBe(
    'No question was decided, so there is nothing to test.',
  );
});

it('gives the share of left, and says when chance does not explain it', () => {
  const { left } = report();
  expect(sidesInWords(left)).toBe(
    'Left was chosen in 52% of 310 decided judgements, “equal” 80 times. Chance explains that.',
  );
  expect(sidesInWords({ left: 90, right: 10, equal: 0, p: 0.001 })).toContain('favours neither model');
  expect(sidesInWords({ left: 0, right: 0, equal: 4, p: null })).toBe('No judgement chose a side yet.');
});

it('gives a value with its interval, or the reason why there is none', () => {
  expect(uncertainInWords({ value: 0.41, low: 0.33, high: 0.5 })).toBe('0.41 (95% interval 0.33 to 0.50)');
  expect(uncertainInWords({ value: 0.41, low: null, high: null, reason: 'one rater' })).toBe(
    '0.41 (one rater)',
  );
  expect(uncertainInWords({ value: null, low: null, high: null, reason: 'one rater' })).toBe(
    'not defined: one rater',
  );
  expect(uncertainInWords({ value: null, low: null, high: null })).toBe('not defined: too little data');
});

it('has every number of the page in its text', () => {
  const text = reportAsText(
    report({ checks: [{ name: 'Raters looked', outcome: 'not-run', meaning: 'Nobody rated.' }] }),
  );
  for (const part of [
    'Raters preferred graph-1 to visual-1.',
    'graph-1 against visual-1: 200 questions',
    'win 66, lose 38, draw 55 (31 by construction), inconclusive 41 (18 not judged yet)',
    'share of wins 63.5% (95% interval 53.9% to 72.1%)',
    "Krippendorff's alpha 0.41",
    "Fleiss' kappa not defined: no question has two judgements or more",
    '[not-run] Raters looked: Nobody rated.',
    `hash ${report().hash}`,
  ]) {
    expect(text).toContain(part);
  }
});

it('has neither NaN nor null in the text of a study without answers', () => {
  expect(reportAsText(emptyReport())).not.toMatch(/NaN|null|undefined|Infinity/);
});
