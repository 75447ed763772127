/**
 * A rater's window tells nobody whose answer stands where: all that its renderer can reach is read in the real window,
 * from the first screen to the last, and nothing is found. What must be found is: a leak that was planted.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRatingHome, questions, secrets, study } from './rating-home.ts';
import { enter, next, screen } from './rater-screens.ts';
import { findSecrets, reachable } from './reachable.ts';
import { newHome, openRater, openStudio, type Studio } from './studio.ts';

const { home, remove } = newHome();
const who = { study: 's1', rater: 'Ada' };
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
afterAll(async () => {
  await studio.close();
  remove();
});

describe("a rater's window", () => {
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
    while ((await screen(rater)) !== 'thanks') await next(rater);
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

  it('shares no storage and no channel with the studio', async () => {
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
});
