/**
 * Rater mode is left by the ways that it names and by no other: keys, menu, links, drags, reloads, closing the window and
 * starting Pinwise again all end in the raters' window. Keys come through the main process, as a keyboard's do: those that
 * a menu knows would be obeyed.
 */
import type { KeyboardInputEvent } from 'electron';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeRatingHome, study } from './rating-home.ts';
import { enter, practise, screen } from './rater-screens.ts';
import { newHome, openRater, openStudio, type Studio } from './studio.ts';

const { home, remove } = newHome();
const designers = 'studio://app/index.html';
let studio: Studio;
let rater: Page;

beforeAll(async () => {
  makeRatingHome(home);
  studio = await openStudio({ home });
});
afterAll(async () => {
  await studio.close();
  remove();
});

/** The studio's window, then the raters'. */
const windows = () =>
  studio.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => ({
        address: window.webContents.getURL().replace(/[?#].*/, ''),
        process: window.webContents.getOSProcessId(),
        visible: window.isVisible(),
        full: window.isFullScreen(),
        tools: window.webContents.isDevToolsOpened(),
      }))
      .sort((x, y) => x.address.localeCompare(y.address)),
  );

/** Presses a chord ("Control+Shift+I") on the window that shows `page`. */
async function press(page: Page, chord: string): Promise<void> {
  const window = await studio.app.browserWindow(page);
  await window.evaluate(
    ({ webContents }, keys) => {
      const modifiers = keys.slice(0, -1).map((key) => key.toLowerCase()) as KeyboardInputEvent['modifiers'];
      const keyCode = keys.at(-1)!;
      for (const type of ['rawKeyDown', 'keyUp'] as const) {
        webContents.sendInputEvent({ type: type as 'keyDown', keyCode, modifiers });
      }
    },
    chord.split(/\+(?=.)/),
  );
}

async function expectRating(): Promise<void> {
  expect(await windows()).toMatchObject([
    { address: expect.stringContaining(designers), visible: false, tools: false },
    { address: 'studio://rater/rater.html', visible: true, full: true, tools: false },
  ]);
  expect(await screen(rater)).not.toBeNull();
}

it('is entered with the developer tools of the studio closed, in a process of its own', async () => {
  await press(studio.page, 'Control+Shift+I');
  await expect.poll(async () => (await windows())[0].tools, { timeout: 20_000 }).toBe(true);
  rater = await openRater(studio, study);
  await enter(rater, 'Ada');
  await practise(rater);
  await expectRating();
  const [ours, theirs] = await windows();
  expect(theirs.process).not.toBe(ours.process);
});

describe('is not left', () => {
  afterEach(expectRating);

  it.each([
    ...['F5', 'F6', 'F10', 'F11', 'F12', 'Escape', 'Alt', 'Home', 'BrowserBack', 'BrowserHome'],
    ...['Control+R', 'Control+Shift+R', 'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C', 'Control+U'],
    ...[
      'Control+N',
      'Control+O',
      'Control+T',
      'Control+W',
      'Control+Q',
      'Control+M',
      'Control+H',
      'Control+L',
    ],
    ...[
      'Control+1',
      'Control+2',
      'Control+3',
      'Control+4',
      'Control+5',
      'Control+K',
      'Control+,',
      'Control+P',
    ],
    ...['Alt+Left', 'Alt+Right', 'Alt+Home', 'Alt+F4', 'Shift+F10', 'Control+Tab', 'Control+Shift+Tab'],
  ])('by %s', async (chord) => {
    await press(rater, chord);
    await rater.waitForTimeout(30);
  });

  it('by any entry of the menu but the one that leaves', async () => {
    const clicked = await studio.app.evaluate(({ Menu, BrowserWindow }) => {
      const entries = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
      const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible());
      for (const entry of entries.filter(({ label }) => label !== 'Leave Rater Mode')) {
        entry.click(undefined, window, window.webContents);
      }
      return entries.filter(({ type }) => type !== 'separator').map(({ label }) => label);
    });
    expect(clicked).toEqual(['Pause', 'Leave Rater Mode', 'Actual Size', 'Zoom In', 'Zoom Out']);
  });

  it('by closing the window, which pauses', async () => {
    await rater.keyboard.press('Enter');
    await rater.waitForSelector('[data-screen="asking"]');
    const window = await studio.app.browserWindow(rater);
    await window.evaluate((shown) => shown.close());
    await rater.waitForSelector('[data-screen="paused"]');
  });

  it('by a page that closes itself: its window comes back', async () => {
    const opened = studio.app.waitForEvent('window');
    await rater.evaluate(() => window.close());
    rater = await opened;
    await rater.waitForSelector('[data-screen="hello"]');
  });

  it('by links, forms, frames and scripts', async () => {
    await rater.evaluate((address) => {
      const add = <K extends keyof HTMLElementTagNameMap>(
        tag: K,
        fields: Partial<HTMLElementTagNameMap[K]>,
      ) => {
        const element = Object.assign(document.createElement(tag), fields);
        document.body.append(element);
        return element;
      };
      for (const target of ['', '_blank', '_top']) add('a', { href: address, target }).click();
      add('a', { href: address, download: 'index.html' }).click();
      add('form', { action: address, method: 'get' }).submit();
      add('meta', { httpEquiv: 'refresh', content: `0; url=${address}` });
      add('iframe', { src: address });
      if (window.open(address) !== null) throw new Error('a window was opened');
      window.history.back();
      window.location.hash = '#/verdict';
      window.location.href = address;
      window.location.replace(address);
    }, designers);
    await rater.waitForTimeout(300);
    expect(rater.frames().filter((frame) => frame.url().startsWith('studio://app/'))).toEqual([]);
  });

  it('by an address or a file dropped on it', async () => {
    const session = await rater.context().newCDPSession(rater);
    const items = [{ mimeType: 'text/uri-list', data: designers }];
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', {
        ...{
          type,
          x: 200,
          y: 200,
          data: { items, files: [`${home}/studies.sqlite`], dragOperationsMask: 1 },
        },
      });
    }
    await session.detach();
    await rater.waitForTimeout(100);
  });

  it('by starting Pinwise again', async () => {
    await studio.app.evaluate(({ app }) => {
      app.emit('second-instance');
      app.emit('activate');
    });
  });

  it('by loading its page anew', async () => {
    await rater.evaluate(() => window.location.reload());
    await rater.reload();
    await rater.waitForSelector('[data-screen="hello"]');
  });
});

it('is left by its key in the menu', async () => {
  const closed = rater.waitForEvent('close');
  await press(rater, 'Control+Shift+L');
  await closed;
  expect(await windows()).toMatchObject([{ visible: true, tools: false }]);
});

it('is left when Escape is held', async () => {
  rater = await openRater(studio, study);
  const closed = rater.waitForEvent('close');
  await rater.keyboard.down('Escape');
  await closed;
  expect(await windows()).toMatchObject([{ visible: true }]);
});
