/** What the raters' window can ask of the main process, tried in the real window: its own contract and nothing else. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ratingContract } from '../../electron/contract/rating.ts';
import { studioContract } from '../../electron/contract/studio.ts';
import { makeRatingHome, study } from './rating-home.ts';
import { enter } from './rater-screens.ts';
import { ask } from './reachable.ts';
import { newHome, openRater, openStudio, type Studio } from './studio.ts';

const { home, remove } = newHome();
const who = { study: 's1', rater: 'Ada' };
let studio: Studio;
let rater: Page;

beforeAll(async () => {
  makeRatingHome(home);
  studio = await openStudio({ home });
  rater = await openRater(studio, study);
  await enter(rater, who.rater);
});
afterAll(async () => {
  await studio.close();
  remove();
});

describe("a rater's window", () => {
  it('has two functions of main and no store', async () => {
    expect(await rater.evaluate(() => Object.keys(window.rating).sort())).toEqual(['invoke', 'on']);
    const globals = await rater.evaluate(() =>
      ['studio', 'require', 'process', '__pinia', 'ipcRenderer'].filter((name) => name in globalThis),
    );
    expect(globals).toEqual([]);
  });

  it("cannot load the studio's page or its code", async () => {
    const reached = await rater.evaluate(async () => {
      const addresses = ['studio://app/index.html', 'studio://app/pictures/dots/0', 'index.html', 'main.ts'];
      const found: string[] = [];
      for (const address of addresses) {
        const ok = await fetch(address).then(
          (response) => response.ok,
          () => false,
        );
        if (ok) found.push(address);
      }
      return found;
    });
    expect(reached).toEqual([]);
  });

  it("is refused every method of the studio's window", async () => {
    const names = Object.keys(studioContract.methods);
    expect(names).toContain('engine.connect');
    for (const params of [{}, { study }, { name: 'zebra-run-1' }]) {
      const answers = await ask(rater, names, params);
      expect(Object.keys(answers)).toEqual(names);
      for (const [name, answer] of Object.entries(answers)) {
        expect(answer, name).toMatchObject({ ok: false, error: { code: 'unknown-method' } });
      }
    }
  });

  it('is told of no other rater, and does nothing in their name', async () => {
    const names = Object.keys(ratingContract.methods).filter(
      (name) => name.startsWith('rater.') && name !== 'rater.enter',
    );
    const given = { question: 'q0001', choice: 'left', ms: 1 };
    for (const rating of [
      { study: 's1', rater: 'Grace Earlier' },
      { study: 's2', rater: who.rater },
    ]) {
      const answers = await ask(rater, names, { ...rating, ...given });
      for (const answer of Object.values(answers)) expect(answer.ok).toBe(false);
    }
  });
});
