/**
 * A rater's window tells nobody whose answer stands where: all that its renderer can reach is read in the real window,
 * from the first screen to the last, and nothing is found. What must be found is: a leak that was planted.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ratingContract } from '../../electron/contract/rating.ts';
import { studioContract } from '../../electron/contract/studio.ts';
import { answerOf, makeRatingHome, questions, secrets, study } from './rating-home.ts';
import { enter, next, practise, screen } from './rater-screens.ts';
import { ask, findSecrets, reachable } from './reachable.ts';
import { newHome, openRater, openStudio, type Studio } from './studio.ts';
import { bestWord, type Shown } from './token-leak.ts';

const { home: root, remove } = newHome();
afterAll(remove);
const who = { study: 's1', rater: 'Ada' };

describe("a rater's window", () => {
  const home = join(root, 'one');
  let hidden: string[];
  let studio: Studio;
  let rater: Page;
  const sent: string[] = [];

  beforeAll(async () => {
    const hash = makeRatingHome(home);
    hidden = [...secrets, study, hash.slice(0, 12)];
    studio = await openStudio({ home });
    // The studio knows it all, and leaves it wherever a page of one origin could find it.
    await studio.page.evaluate((text) => {
      window.localStorage.setItem('arms', text);
      document.cookie = `arms=${encodeURIComponent(text)}`;
      setInterval(() => new BroadcastChannel('arms').postMessage(text), 50);
    }, secrets.join());
    rater = await openRater(studio, study);
    rater.on('request', (request) => sent.push(request.url()));
  });
  afterAll(() => studio.close());

  it('is another process than the studio, which is hidden, and fills the screen', async () => {
    const windows = await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        rater: window.webContents.getURL().startsWith('studio://rater/'),
        process: window.webContents.getOSProcessId(),
        visible: window.isVisible(),
        full: window.isFullScreen(),
        locked: ['sandbox', 'contextIsolation', 'webSecurity'].every(
          (name) =>
            (
              window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
            ).getLastWebPreferences()[name],
        ),
      })),
    );
    expect(windows).toHaveLength(2);
    const [theirs, ours] = windows.sort((x, y) => Number(y.rater) - Number(x.rater));
    expect(theirs).toMatchObject({ rater: true, visible: true, full: true, locked: true });
    expect(ours).toMatchObject({ rater: false, visible: false });
    expect(theirs.process).not.toBe(ours.process);
  });

  it('holds nothing that tells the arms, from the first screen to the last', async () => {
    const seen = new Set<string>();
    const look = async (): Promise<void> => {
      seen.add((await screen(rater)) ?? '');
      expect(findSecrets(await reachable(rater, who), hidden), (await screen(rater)) ?? '').toEqual([]);
    };
    await look();
    await enter(rater, who.rater);
    await look();
    await rater.keyboard.press('Enter');
    await rater.waitForSelector('[data-screen="asking"]');
    await look();
    await rater.keyboard.press('2');
    await rater.waitForSelector('[data-screen="feedback"]');
    await look();
    await rater.keyboard.press('Enter');
    await rater.waitForSelector('[data-screen="asking"]');
    await rater.keyboard.press('t');
    await rater.keyboard.press('z');
    await look();
    await rater.keyboard.press('Escape');
    for (let n = 0; n < 10; n++) {
      await rater.keyboard.press('102'[n % 3]);
      await rater.waitForFunction(
        (done) =>
          document.querySelector('[data-testid="rater-progress"]')?.textContent?.startsWith(`${done} `) ??
          false,
        n + 1,
      );
    }
    await look();
    await rater.keyboard.press('Escape');
    await rater.waitForSelector('[data-screen="paused"]');
    await look();
    await rater.keyboard.press('Enter');
    await rater.waitForSelector('[data-screen="asking"]');
    while ((await screen(rater)) !== 'thanks') {
      if ((await screen(rater)) === 'rest') await rater.keyboard.press('Enter');
      else await rater.keyboard.press('1');
      await rater.waitForTimeout(60);
    }
    await look();
    expect([...seen]).toEqual([
      ...['hello', 'instructions', 'asking', 'feedback', 'rest', 'paused', 'thanks'],
    ]);
  });

  it('asked for its own page and for pictures by their row, nothing else', () => {
    expect(sent.length).toBeGreaterThan(questions);
    const own = /^studio:\/\/rater\/(rater\.html|assets\/rater-[\w-]+\.(js|css)|pictures\/dots\/\d+)$/;
    expect(sent.filter((address) => !own.test(address))).toEqual([]);
  });

  it('gets pictures whose headers are the same for all', async () => {
    const headers = await rater.evaluate(async (count) => {
      const all = new Set<string>();
      for (let at = 0; at < count; at++) {
        const response = await fetch(`pictures/dots/${at}`);
        all.add(JSON.stringify([response.status, [...response.headers]]));
      }
      return [...all];
    }, 3 * questions);
    expect(headers).toHaveLength(1);
  });

  it('has two functions of main, no store, and shares no storage with the studio', async () => {
    expect(await rater.evaluate(() => Object.keys(window.rating).sort())).toEqual(['invoke', 'on']);
    const globals = await rater.evaluate(() =>
      ['studio', 'require', 'process', '__pinia', 'ipcRenderer'].filter((name) => name in globalThis),
    );
    expect(globals).toEqual([]);
    const heard = await rater.evaluate(async () => {
      const messages: unknown[] = [];
      const channel = new BroadcastChannel('arms');
      channel.onmessage = ({ data }) => messages.push(data);
      await new Promise((resolve) => setTimeout(resolve, 400));
      channel.close();
      return { messages, local: window.localStorage.length, cookie: document.cookie };
    });
    expect(heard).toEqual({ messages: [], local: 0, cookie: '' });
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

  it('would be found out: in an attribute, in a closure, in a storage', async () => {
    await rater.evaluate((name) => {
      document.body.dataset.hint = name;
      window.sessionStorage.setItem('hint', name);
      const kept = { name };
      window.addEventListener('hint', () => kept);
      // Nothing on `window` leads to it.
      document.body.addEventListener('hint', () => kept);
    }, 'quokka-run-2');
    const found = findSecrets(await reachable(rater, who), hidden);
    for (const place of ['document', 'heap', 'storage']) expect(found).toContain(`${place}: quokka-run-2`);
  });

  it('gives the studio back when Escape is held', async () => {
    const closed = rater.waitForEvent('close');
    await rater.keyboard.down('Escape');
    await closed;
    const visible = await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    );
    expect(visible).toEqual([true]);
  });
});

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
