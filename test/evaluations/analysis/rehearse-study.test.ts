import { describe, expect, it } from 'vitest';
import { rehearseStudy, rehearsedVerdict } from '../../../evaluations/analysis/rehearse-study.ts';
import { preferredRun } from '../../../evaluations/analysis/verdict.ts';
import type { Answer, TrialKind } from '../../../evaluations/design/question.ts';
import { scriptedChoice, scriptedGrade } from '../../../evaluations/design/scripted-rater.ts';
import { degradedTwin, equalTwins } from '../../../evaluations/design/twins.ts';
import { random } from '../../../evaluations/random.ts';

const item = (id: string) => ({ id, title: id, picture: null });
const answers = Array.from({ length: 60 }, (_, i): Answer => ({
  query: item(`q${i}`),
  items: [item(`q${i}+1`), item(`q${i}+2`)],
}));
/** Six for each query: two lists of three. */
const longer = answers.map(({ query }): Answer => ({
  query,
  items: [1, 2, 3, 4, 5, 6].map((rank) => item(`${query.id}+${rank}`)),
}));
/** First before second, and any of another query last. */
const relatedness = (query: string, shown: string): number =>
  shown.startsWith(`${query}+`) ? 3 - Number(shown.split('+')[1]) : 0;
const relatednessOfSix = (query: string, shown: string): number =>
  shown.startsWith(`${query}+`) ? 7 - Number(shown.split('+')[1]) : 0;

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

  it('deals longer answers two by two: lists of different items that are as good, each in its order', () => {
    const [a, b] = equalTwins(longer, random(3));
    const twos = (id: string): number => Math.ceil(Number(id.split('+')[1]) / 2);
    let even = 0;
    longer.forEach(({ query, items }, i) => {
      const [ofA, ofB] = [a[i], b[i]].map((twin) => twin.items.map(({ id }) => id));
      expect(a[i].query).toBe(query);
      expect([...ofA, ...ofB].sort()).toEqual(items.map(({ id }) => id).sort());
      for (const list of [ofA, ofB]) expect(list.map(twos)).toEqual([1, 2, 3]);
      even += ofA.filter((id) => Number(id.split('+')[1]) % 2 === 0).length;
    });
    // Of 180 coins, by more than 3 standard deviations.
    expect(Math.abs(even - 90)).toBeLessThan(21);
  });

  it('leaves an answer out that has no other beside it', () => {
    const odd = [{ query: item('x'), items: ['1', '2', '3'].map(item) }];
    const shown = equalTwins(odd, random(1)).flatMap(([{ items }]) => items.map(({ id }) => id));
    expect(shown.sort()).toEqual(['1', '2']);
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
        const shown = { query: 'q1', left: [left], right: [right] };
        if (scriptedChoice(shown, relatedness, 0.8, rng) === side) correct++;
      }
      expect(Math.abs(correct / times - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / times));
    }
    const other = { query: 'q1', left: ['q2+1'], right: ['q3+1'] };
    expect(scriptedChoice(other, relatedness, 0.8, rng)).toBe('equal');
  });

  it('compares lists by all that is in them, in whatever order', () => {
    const choose = (left: string[], right: string[]): string =>
      scriptedChoice({ query: 'q1', left, right }, relatednessOfSix, 1, random(1));
    expect(choose(['q1+1', 'q1+6'], ['q1+2', 'q1+3'])).toBe('right');
    expect(choose(['q1+6', 'q1+1'], ['q1+5', 'q1+4'])).toBe('left');
    expect(choose(['q1+1', 'q1+4'], ['q1+3', 'q1+2'])).toBe('equal');
    expect(choose(['q1+6'], ['q2+1', 'q2+2'])).toBe('left');
  });
});

describe('scriptedGrade', () => {
  it('is right as often as its accuracy says, else any other grade; no item gets more than 3', () => {
    const rng = random(4);
    const times = 6000;
    for (const [item, right] of [
      ['q2+1', 0],
      ['q1+5', 2],
      ['q1+1', 3],
    ] as const) {
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < times; i++) {
        counts[scriptedGrade({ query: 'q1', item }, relatednessOfSix, 0.7, rng)]++;
      }
      counts.forEach((count, grade) => {
        const p = grade === right ? 0.7 : 0.1;
        expect(Math.abs(count / times - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / times));
      });
    }
  });
});

describe('rehearseStudy', () => {
  const common = {
    runs: ['run', 'twin'] as const,
    trial: 'pair' as TrialKind,
    k: 1,
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
    expect(found).toBeGreaterThanOrEqual(7);
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

  const rehearseAs = (trial: TrialKind, accuracy = 0.8) => ({
    ...{ ...common, trial, k: 3, accuracy },
    ...(trial === 'lists' ? { of: longer, relatedness: relatednessOfSix } : { of: answers }),
  });

  it.each(['lists', 'grade'] as const)('sees a degraded twin lose in %s, whichever arm it is', (trial) => {
    const { of, ...study } = rehearseAs(trial);
    let found = 0;
    for (let seed = 0; seed < 10; seed++) {
      const twin = degradedTwin(of, 0.6, random(seed));
      const first = rehearsedVerdict({ ...study, answers: [of, twin], seed });
      const second = rehearsedVerdict({ ...study, answers: [twin, of], seed });
      expect(first).not.toBe('twin');
      expect(second).not.toBe('run');
      if (first === 'run' && second === 'twin') found++;
    }
    expect(found).toBeGreaterThanOrEqual(7);
  });

  it.each(['lists', 'grade'] as const)(
    'reports %s as a study of these, and gives the same verdict',
    (trial) => {
      const { of, ...study } = rehearseAs(trial);
      const rehearsal = { ...study, answers: [of, degradedTwin(of, 0.5, random(7))] as const, seed: 7 };
      const report = rehearseStudy(rehearsal);
      const [{ questions, win, lose, draw, inconclusive, drawsByConstruction, bothGood }] = report.pairs;
      expect(win + lose + draw + inconclusive).toBe(60);
      expect({ questions, drawsByConstruction }).toEqual({ questions: 60, drawsByConstruction: 30 });
      // One preference of each of three raters for each question that is shown, of two grades too.
      expect(report.judgements).toBe(90);
      expect(report.wanted).toBe(90);
      // Grades have no sides, and say which draws are good.
      expect(report.left.left + report.left.right > 0).toBe(trial === 'lists');
      expect(bothGood === null).toBe(trial === 'lists');
      expect(rehearsedVerdict(rehearsal)).toBe(preferredRun(report.pairs[0]));
      expect(preferredRun(report.pairs[0])).toBe('run');
    },
  );

  it('shows lists of k: what comes after these decides nothing', () => {
    const { of, ...study } = rehearseAs('lists', 1);
    const worse = of.map(({ query, items }) => ({
      query,
      items: [...items.slice(0, 3), ...items.slice(0, 3).map(({ id }) => item(`other ${id}`))],
    }));
    const at = (k: number) => rehearseStudy({ ...study, k, answers: [of, worse], seed: 1 }).pairs[0];
    expect(at(3)).toMatchObject({ draw: 60, drawsByConstruction: 60 });
    expect(at(4)).toMatchObject({ win: 60 });
  });

  it.each(['lists', 'grade'] as const)(
    'errs on equally good runs no more than its level says, in %s',
    (trial) => {
      const { of, ...study } = rehearseAs(trial);
      let alarms = 0;
      for (let seed = 0; seed < 200; seed++) {
        const pair = equalTwins(of, random(seed, 'twins'));
        if (rehearsedVerdict({ ...study, answers: pair, seed }) !== null) alarms++;
      }
      // 5% of 200 is 10; more than 18 would have a chance of 1%.
      expect(alarms).toBeLessThanOrEqual(18);
      expect(alarms).toBeGreaterThan(0);
    },
  );

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
