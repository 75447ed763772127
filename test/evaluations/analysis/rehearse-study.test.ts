import { describe, expect, it } from 'vitest';
import { rehearseStudy, rehearsedVerdict } from '../../../evaluations/analysis/rehearse-study.ts';
import { preferredRun } from '../../../evaluations/analysis/verdict.ts';
import type { Answer } from '../../../evaluations/design/question.ts';
import { scriptedChoice } from '../../../evaluations/design/scripted-rater.ts';
import { degradedTwin, equalTwins } from '../../../evaluations/design/twins.ts';
import { random } from '../../../evaluations/random.ts';

const item = (id: string) => ({ id, title: id, picture: null });
const answers = Array.from({ length: 60 }, (_, i): Answer => ({
  query: item(`q${i}`),
  items: [item(`q${i}+1`), item(`q${i}+2`)],
}));
/** First before second, and any of another query last. */
const relatedness = (query: string, shown: string): number =>
  shown.startsWith(`${query}+`) ? 3 - Number(shown.split('+')[1]) : 0;

describe('twins', () => {
  it('gives a share of the queries the answers of others, and leaves the rest', () => {
    const twin = degradedTwin(answers, 0.25, random(1));
    const moved = twin.filter(({ query, items }) => !items[0].id.startsWith(`${query.id}+`));
    expect(moved).toHaveLength(15);
    expect(twin.map(({ query }) => query.id)).toEqual(answers.map(({ query }) => query.id));
    const firsts = (of: readonly Answer[]): string[] => of.map(({ items }) => items[0].id).sort();
    expect(firsts(twin)).toEqual(firsts(answers));
    expect(degradedTwin(answers, 0, random(1))).toEqual(answers);
  });

  it('never recommends the query itself', () => {
    const mutual = [
      { query: item('x'), items: [item('y'), item('z')] },
      { query: item('y'), items: [item('x'), item('z')] },
    ];
    for (const { query, items } of degradedTwin(mutual, 1, random(1))) {
      expect(items.map(({ id }) => id)).not.toContain(query.id);
      expect(items).not.toHaveLength(0);
    }
  });

  it('deals first and second answers by a coin', () => {
    const [a, b] = equalTwins(answers, random(2));
    const first = a.filter(({ items }) => items[0].id.endsWith('+1')).length;
    expect(first).toBeGreaterThan(18);
    expect(first).toBeLessThan(42);
    a.forEach(({ items }, i) => expect(items[0].id).not.toBe(b[i].items[0].id));
  });
});

describe('scriptedChoice', () => {
  it('is right as often as its accuracy says, on either side, and equal where there is no difference', () => {
    const rng = random(3);
    const times = 4000;
    for (const [left, right, side] of [
      ['q1+1', 'q1+2', 'left'],
      ['q1+2', 'q1+1', 'right'],
    ]) {
      let correct = 0;
      for (let i = 0; i < times; i++) {
        if (scriptedChoice({ query: 'q1', left, right }, relatedness, 0.8, rng) === side) correct++;
      }
      expect(Math.abs(correct / times - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / times));
    }
    const other = { query: 'q1', left: 'q2+1', right: 'q3+1' };
    expect(scriptedChoice(other, relatedness, 0.8, rng)).toBe('equal');
  });
});

describe('rehearseStudy', () => {
  const common = {
    runs: ['run', 'twin'] as const,
    judgements: 3,
    consensus: 2 / 3,
    relatedness,
    accuracy: 0.8,
  };
  const rehearse = (pair: [readonly Answer[], readonly Answer[]], seed: number) =>
    rehearseStudy({ ...common, answers: pair, seed }).pairs[0];

  it('sees a degraded twin lose, whichever arm it is', () => {
    let found = 0;
    for (let seed = 0; seed < 10; seed++) {
      const twin = degradedTwin(answers, 0.6, random(seed));
      const [first, second] = [rehearse([answers, twin], seed), rehearse([twin, answers], seed)];
      expect(preferredRun(first)).not.toBe('twin');
      expect(preferredRun(second)).not.toBe('run');
      if (preferredRun(first) === 'run' && preferredRun(second) === 'twin') found++;
    }
    // Not always: three raters who happen to differ widen the interval.
    expect(found).toBeGreaterThanOrEqual(8);
  });

  it('counts what was not shuffled as draws by construction', () => {
    const pair = rehearse([answers, degradedTwin(answers, 0.5, random(7))], 7);
    expect(pair).toMatchObject({ questions: 60, draw: 30, drawsByConstruction: 30, inconclusive: 0 });
    expect(pair.win + pair.lose).toBe(30);
  });

  it('gives the verdict of the whole report, only sooner', () => {
    const verdicts = Array.from({ length: 12 }, (_, seed) => {
      const twin = degradedTwin(answers, 0.2, random(seed));
      const study = { ...common, answers: [answers, twin] as [Answer[], Answer[]], seed };
      const verdict = rehearsedVerdict(study);
      expect(verdict).toBe(preferredRun(rehearseStudy(study).pairs[0]));
      return verdict;
    });
    expect(new Set(verdicts)).toEqual(new Set(['run', null]));
  });

  it('errs on equally good runs about as often as its level says', () => {
    let alarms = 0;
    for (let seed = 0; seed < 400; seed++) {
      const pair = equalTwins(answers, random(seed, 'twins'));
      if (rehearsedVerdict({ ...common, answers: pair, seed }) !== null) alarms++;
    }
    // 5% of 400 is 20; more than 30 would have a chance of 1%.
    expect(alarms).toBeLessThanOrEqual(30);
    expect(alarms).toBeGreaterThan(0);
  });
});
