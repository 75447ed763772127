/** Two studies with their arms exchanged: raters are shown the same, whoever stands on which side. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, makeRatingHome, questions, study } from './rating-home.ts';
import { enter, next, practise, screen } from './rater-screens.ts';
import { ask } from './reachable.ts';
import { newHome, openRater, openStudio } from './studio.ts';
import { bestWord, type Shown } from './token-leak.ts';

const { home: root, remove } = newHome();
afterAll(remove);

describe('two studies with their arms exchanged', () => {
  /** All trials of two raters, in what the page shows and in what main answers. */
  async function rateAll(
    folder: string,
    swapped: boolean,
  ): Promise<(Shown & { trial: string; plain: string })[]> {
    const home = join(root, folder);
    makeRatingHome(home, { swapped });
    const studio = await openStudio({ home });
    const shown: (Shown & { trial: string; plain: string })[] = [];
    try {
      const rater = await openRater(studio, study);
      for (const name of ['Ada', 'Bob']) {
        await enter(rater, name);
        await practise(rater);
        while ((await screen(rater)) === 'asking') {
          shown.push(await readTrial(rater, name));
          await next(rater);
        }
        await rater.getByTestId('rater-next').click();
        await rater.waitForSelector('[data-screen="hello"]');
      }
    } finally {
      await studio.close();
    }
    return shown;
  }

  async function readTrial(rater: Page, name: string): Promise<Shown & { trial: string; plain: string }> {
    const answer = (await ask(rater, ['rater.turn'], { study: 's1', rater: name }))['rater.turn'];
    const { trial } = (answer as unknown as { value: { trial: Record<'left' | 'right', { id: string }[]> } })
      .value;
    const [left, right] = [trial.left[0].id, trial.right[0].id];
    const html = await rater.evaluate(() => document.documentElement.outerHTML);
    const plain = `${html} ${JSON.stringify(trial)}`
      // What the two sides show is theirs to differ in.
      .replace(new RegExp(`\\bitem ${left.slice(1)}\\b|\\b${left}\\b|dots/${left.slice(1)}\\b`, 'g'), 'LEFT')
      .replace(
        new RegExp(`\\bitem ${right.slice(1)}\\b|\\b${right}\\b|dots/${right.slice(1)}\\b`, 'g'),
        'RIGHT',
      );
    return {
      trial: JSON.stringify({ ...trial, progress: null }),
      plain,
      text: plain,
      left: answerOf(left) as 'zebra',
    };
  }

  let straight: Awaited<ReturnType<typeof rateAll>>;
  let exchanged: typeof straight;
  beforeAll(async () => {
    straight = await rateAll('straight', false);
    exchanged = await rateAll('exchanged', true);
  });

  it('show two raters together the same trials, to the character', () => {
    expect(straight.length).toBe(2 * (questions + 6));
    const sorted = (shown: typeof straight): string[] => shown.map(({ trial }) => trial).sort();
    expect(sorted(exchanged)).toEqual(sorted(straight));
    // And they are not simply the same study.
    expect(exchanged.map(({ trial }) => trial)).not.toEqual(straight.map(({ trial }) => trial));
  });

  it('show the same pages around them, whoever stands on the left', () => {
    expect(exchanged.map(({ plain }) => plain)).toEqual(straight.map(({ plain }) => plain));
    expect(exchanged.map(({ left }) => left)).not.toEqual(straight.map(({ left }) => left));
  });

  it('put each model on the left as often as on the right', () => {
    for (const shown of [straight, exchanged]) {
      expect(shown.filter(({ left }) => left === 'zebra')).toHaveLength(shown.length / 2);
    }
  });

  it('let no word of all that can be read guess the side better than chance', () => {
    const { word, p } = bestWord([...straight, ...exchanged], { seed: 1 });
    expect(p, `"${word}"`).toBeGreaterThan(0.01);
  });

  it('would be found out by one word', () => {
    const leaky = straight.map((one) => ({
      ...one,
      text: `${one.text} ${one.left === 'zebra' ? 'v1' : 'v2'}`,
    }));
    expect(bestWord(leaky, { seed: 1 })).toMatchObject({ difference: 1, p: 0.001 });
    // Even a word that is right three times in four.
    const hint = straight.map((one, at) => ({
      ...one,
      text: `${one.text} ${(one.left === 'zebra') === (at % 4 !== 0) ? 'v1' : 'v2'}`,
    }));
    expect(bestWord(hint, { seed: 1 }).p).toBeLessThanOrEqual(0.01);
  });
});
