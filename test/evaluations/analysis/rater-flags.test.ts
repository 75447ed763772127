import { describe, expect, it } from 'vitest';
import { votesByQuestion } from '../../../evaluations/analysis/consensus.ts';
import type { Judgement, Preference } from '../../../evaluations/analysis/judgement.ts';
import { summariseRaters } from '../../../evaluations/analysis/raters.ts';
import { raterPlan } from '../../../evaluations/design/rater-plan.ts';
import { type Random, random } from '../../../evaluations/random.ts';

type Behaviour = (truth: Preference, sideOfA: 'left' | 'right', rng: Random) => Preference;

const looks: Behaviour = (truth, _, rng) =>
  rng.next() < 0.75 ? truth : (['a', 'b', 'equal'] as const)[rng.below(3)];
const clicksLeft: Behaviour = (_, sideOfA) => (sideOfA === 'left' ? 'a' : 'b');
const clicksRight: Behaviour = (_, sideOfA) => (sideOfA === 'right' ? 'a' : 'b');
const clicksAnywhere: Behaviour = (_, __, rng) => (['a', 'b', 'equal'] as const)[rng.below(3)];
const saysEqual: Behaviour = () => 'equal';

function flagsOf(raters: Behaviour[], { questions = 60, ms = 2000, seed = 1 } = {}): string[][] {
  const rng = random(seed, 'raters');
  const truths = Array.from({ length: questions }, () => (['a', 'b', 'equal'] as const)[rng.below(3)]);
  const shown = truths.map(() => ({ kind: 'trial' as const, of: null }));
  const judgements = raters.flatMap((behaviour, r) =>
    truths.map((truth, q): Judgement => {
      const sideOfA = raterPlan(shown, r, seed).sideOfA(q);
      return {
        question: `q${q}`,
        rater: `rater ${r}`,
        preference: behaviour(truth, sideOfA, rng),
        sideOfA,
        ms,
      };
    }),
  );
  return summariseRaters(judgements, votesByQuestion(judgements)).map(({ flags }) => flags);
}

describe('rater flags', () => {
  it.each([
    ['left-clicker', clicksLeft],
    ['right-clicker', clicksRight],
    ['equal-clicker', saysEqual],
    ['random-clicker', clicksAnywhere],
  ])('name a %s among raters who look, and nobody else', (flag, behaviour) => {
    const [bad, ...others] = flagsOf([behaviour, looks, looks, looks]);
    expect(bad).toContain(flag);
    expect(others).toEqual([[], [], []]);
  });

  it('name those who answer faster than pictures can be seen', () => {
    expect(flagsOf([looks], { ms: 180 })).toEqual([['too-fast']]);
    expect(flagsOf([looks], { ms: 180, questions: 10 })).toEqual([[]]);
  });

  it('seldom call anyone random where nobody agrees with anybody (200 studies)', () => {
    let called = 0;
    for (let seed = 0; seed < 200; seed++) {
      called += flagsOf(
        Array.from({ length: 4 }, () => clicksAnywhere),
        { seed },
      ).flat().length;
    }
    expect(called / 800).toBeLessThan(0.12);
  });

  it('rarely hit a rater who looks, and catch nearly all who click blindly (200 studies)', () => {
    let wronged = 0;
    let caught = 0;
    for (let seed = 0; seed < 200; seed++) {
      const flags = flagsOf([looks, looks, looks, clicksAnywhere], { seed });
      wronged += flags.slice(0, 3).filter((of) => of.length > 0).length;
      caught += Number(flags[3].includes('random-clicker'));
    }
    expect(wronged / 600).toBeLessThan(0.03);
    expect(caught / 200).toBeGreaterThanOrEqual(0.95);
  });
});

describe('summariseRaters', () => {
  it('counts answers, sides, time and agreement with the others', () => {
    const judgement = (rater: string, q: number, preference: Preference, ms: number | null): Judgement => ({
      question: `q${q}`,
      rater,
      preference,
      sideOfA: q % 2 === 0 ? 'left' : 'right',
      ms,
    });
    const judgements = [
      judgement('ann', 0, 'a', 900),
      judgement('ann', 1, 'a', 1100),
      judgement('ann', 2, 'equal', null),
      judgement('bob', 0, 'a', 50),
      judgement('bob', 1, 'b', 60),
      judgement('cas', 1, 'a', null),
    ];
    const [ann, , cas] = summariseRaters(judgements, votesByQuestion(judgements));
    expect(ann).toEqual({
      rater: 'ann',
      judgements: 3,
      win: 2,
      lose: 0,
      draw: 1,
      left_share: 0.5,
      median_ms: 1000,
      agreement: 0.75,
      gold_right: { value: null, low: null, high: null, reason: 'no question with a known answer was asked' },
      self_agreement: { value: null, low: null, high: null, reason: 'no question was shown twice' },
      side_switch: { value: null, low: null, high: null, reason: 'no question was shown twice' },
      flags: [],
    });
    expect(cas).toMatchObject({ left_share: 0, median_ms: null, agreement: 0.5 });
  });
});
