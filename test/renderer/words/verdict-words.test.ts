import { expect, it } from 'vitest';
import { stoppingInWords } from '../../../renderer/words/stopping-words.ts';
import { reportAsText } from '../../../renderer/words/verdict-text.ts';
import {
  anytimeInWords,
  decidedInWords,
  drawParts,
  equivalenceInWords,
  sentenceOf,
  sidesInWords,
  signTestInWords,
  uncertainInWords,
} from '../../../renderer/words/verdict-words.ts';
import { emptyReport, report, severalRuns, study } from '../fixtures.ts';

const [pair] = report().pairs;

it('gives the sign test as a frequency, never a bare p', () => {
  expect(signTestInWords(pair)).toBe(
    'Between equally good models a split as uneven as 66 to 38 comes up by chance about once in 130 studies (exact sign test).',
  );
  expect(signTestInWords({ ...pair, sign_test_p: null })).toBe(
    'No question was decided, so there is nothing to test.',
  );
});

it('says which differences are excluded, and whether that is few enough to call both equally good', () => {
  const equal = { margin: 0.08, equivalent: true, excluded: 0.061 };
  expect(equivalenceInWords({ ...pair, equivalence: equal })).toBe(
    'No detectable difference; differences over 6.1 points from 50% are excluded (up to 8 points count as equally good).',
  );
  expect(equivalenceInWords(pair)).toBe(
    'Not shown to be equally good: only differences over 21 points from 50% are excluded, and up to 8 points would count as equally good.',
  );
  const open = { margin: 0.08, equivalent: null, excluded: null, reason: 'no question was decided' };
  expect(equivalenceInWords({ ...pair, equivalence: open })).toBe(
    'Whether both are equally good is open: no question was decided.',
  );
});

it('says after how many judgements looking early decided', () => {
  expect(decidedInWords(pair)).toContain('Decided after 310 judgements');
  expect(decidedInWords({ ...pair, anytime: { ...pair.anytime, decided_at: null } })).toContain(
    'Not decided yet',
  );
  expect(anytimeInWords(pair)).toBe('52.0% to 73.0%');
});

it('has a sentence of its own while the study is open, which does not rest on the fixed interval', () => {
  const open = report();
  expect(sentenceOf(open)).toBe(
    'So far raters prefer graph-1 to visual-1. Votes for graph-1: 52.0% to 73.0% of those for either, at every look. 390 of 507 judgements are in.',
  );
  const other = { ...pair, anytime: { low: 0.2, high: 0.4, decided_at: 100 } };
  expect(sentenceOf(report({ pairs: [other] }))).toContain(
    'raters prefer visual-1 to graph-1. Votes for visual-1: 60.0% to 80.0% of those for either',
  );
  const undecided = { ...pair, anytime: { low: 0.45, high: 0.7, decided_at: null } };
  expect(sentenceOf(report({ pairs: [undecided] }))).toContain('no preference between graph-1 and visual-1');
  expect(sentenceOf(report({ state: 'closed' }))).toBe(open.sentence);
  expect(sentenceOf(emptyReport())).toBe(emptyReport().sentence);
});

it('says what the stopping rule makes of it', () => {
  const [all, anytime] = (['all', 'anytime'] as const).map((stop) => ({
    design: { ...study('study-1').design, stop },
  }));
  expect(stoppingInWords(all, report())).toBe(
    'The rule is to ask for all judgements: 117 judgements are still wanted.',
  );
  expect(stoppingInWords(anytime, report())).toContain(
    'it is decided: raters are asked no more, close the study',
  );
  const undecided = { ...pair, anytime: { ...pair.anytime, decided_at: null } };
  expect(stoppingInWords(anytime, report({ pairs: [undecided] }))).toContain(
    'it is not decided yet, and 117 judgements are still wanted',
  );
  expect(stoppingInWords(all, report({ state: 'closed' }))).toContain('Stopped before every judgement');
  expect(stoppingInWords(all, severalRuns())).toContain('Stopped as planned');
});

it('splits draws into parts that add up', () => {
  const split = { ...pair, draw: 55, drawsByConstruction: 31, bothGood: 12, bothPoor: 8 };
  expect(drawParts(split).map(({ key, n }) => [key, n])).toEqual([
    ['construction', 31],
    ['good', 12],
    ['poor', 8],
    ['equal', 4],
  ]);
  expect(drawParts(pair).map(({ says, n }) => [says, n])).toEqual([
    ['both answer the same', 31],
    ['called equal', 24],
  ]);
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
    report({
      state: 'closed',
      checks: [{ name: 'Raters looked', outcome: 'not-run', meaning: 'Nobody rated.' }],
    }),
  );
  for (const part of [
    'Raters preferred graph-1 to visual-1.',
    'graph-1 against visual-1: 200 questions',
    'win 66, lose 38, draw 55 (31 both answer the same, 24 called equal), inconclusive 41 (18 not judged yet)',
    'share of wins 63.5% (95% interval 53.9% to 72.1%)',
    "Krippendorff's alpha 0.41",
    "Fleiss' kappa not defined: no question has two judgements or more",
    '[not-run] Raters looked: Nobody rated.',
    `hash ${report().hash}`,
  ]) {
    expect(text).toContain(part);
  }
  const several = reportAsText(severalRuns());
  expect(several).toContain('by chance, adjusted for 3 pairs: about once in 110 studies');
  expect(several).toContain('1. graph-1, strength 0.61 (95% interval 0.30 to 0.92)');
});

it('has neither NaN nor null in the text of a study without answers', () => {
  expect(reportAsText(emptyReport())).not.toMatch(/NaN|null|undefined|Infinity/);
});
