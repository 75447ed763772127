/** What SECURITY.md promises, tried in the real window. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newHome, openStudio, type Studio } from './studio.ts';

const { home, remove } = newHome();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio({ home });
});
afterAll(async () => {
  await studio.close();
  remove();
});

describe('the renderer', () => {
  it('has nothing of Node', async () => {
    const found = await studio.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
  });

  it('is sandboxed, isolated and without integration', async () => {
    const preferences = await studio.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
        window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('sees two functions of the main process and no more', async () => {
    expect(await studio.page.evaluate(() => Object.keys(window.studio).sort())).toEqual(['invoke', 'on']);
  });

  it('cannot call what the contract does not name', async () => {
    const answers = await studio.page.evaluate(async () => {
      const invoke = window.studio.invoke as (name: string, params: unknown) => Promise<{ ok: boolean }>;
      const tries: [string, unknown][] = [
        ['no.such', {}],
        ['__proto__', {}],
        ['constructor', {}],
        ['settings.write', { theme: 'purple' }],
        ['studies.show', { study: '../../etc/passwd' }],
      ];
      return Promise.all(
        tries.map(async ([name, params]) => {
          try {
            return (await invoke(name, params)).ok;
          } catch {
            return false;
          }
        }),
      );
    });
    expect(answers).toEqual([false, false, false, false, false]);
  });

  it.each([
    'https://example.com/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'studio://other/index.html',
    'ws://127.0.0.1:1/',
  ])('cannot fetch %s', async (address) => {
    const reached = await studio.page.evaluate(async (url) => {
      if (url.startsWith('ws')) {
        try {
          const socket = new WebSocket(url);
          return await new Promise<boolean>((resolve) => {
            socket.onopen = () => resolve(true);
            socket.onerror = () => resolve(false);
          });
        } catch {
          return false;
        }
      }
      try {
        await fetch(url);
        return true;
      } catch {
        return false;
      }
    }, address);
    expect(reached).toBe(false);
  });

  it.each([
    'pictures/../../settings.json',
    'pictures/..%2f..%2fsettings.json',
    '..%5c..%5cpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '//etc/passwd',
    'pictures/demo/0%00',
    'pictures/demo/-1',
    'pictures/demo/1e3',
  ])('cannot read beyond its folder: studio://app/%s', async (path) => {
    const status = await studio.page.evaluate(async (tail) => {
      try {
        const response = await fetch(`studio://app/${tail}`);
        return { status: response.status, text: await response.text() };
      } catch {
        return { status: 499, text: '' };
      }
    }, path);
    expect(status.status).toBeGreaterThanOrEqual(400);
    expect(status.text).not.toMatch(/"version"|root:/);
  });

  it('runs no script but its own', async () => {
    const ran = await studio.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      // Later, outside of the evaluation by the test's driver, which the policy lets through.
      const evaluated = await new Promise<boolean>((resolve) =>
        setTimeout(() => {
          try {
            resolve(new Function('return true')() as boolean);
          } catch {
            resolve(false);
          }
        }),
      );
      return { injected: 'injected' in window, evaluated };
    });
    expect(ran).toEqual({ injected: false, evaluated: false });
  });

  it('opens no window, frame or page of another origin', async () => {
    const before = studio.page.url();
    const opened = await studio.page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      const other = window.open('https://example.com/');
      window.location.href = 'https://example.com/';
      return other !== null;
    });
    expect(opened).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(studio.page.url()).toBe(before);
    expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    await studio.page.evaluate(() => document.querySelector('iframe')?.remove());
  });

  it('gets no permission', async () => {
    const states = await studio.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
      ] as PermissionName[];
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    });
    expect(states.filter((state) => state === 'granted')).toEqual([]);
  });
});
