import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';

const app = Object.assign(new EventEmitter(), { commandLine: { appendSwitch: vi.fn() } });
vi.mock('electron', () => ({ app }));
const { lockContents, lockSession, staysHere } = await import('../../../electron/pages/security.ts');

describe('the session', () => {
  const session = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    webRequest: { onBeforeRequest: vi.fn() },
    on: vi.fn(),
    setSpellCheckerEnabled: vi.fn(),
  };
  lockSession(session as unknown as Electron.Session);

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen'])(
    'gives no %s',
    (permission) => {
      const answer = vi.fn();
      session.setPermissionRequestHandler.mock.calls[0][0]({}, permission, answer);
      expect(answer).toHaveBeenCalledWith(false);
      expect(session.setPermissionCheckHandler.mock.calls[0][0]({}, permission)).toBe(false);
      expect(session.setDevicePermissionHandler.mock.calls[0][0]({})).toBe(false);
    },
  );

  it.each([
    ['studio://app/index.html', false],
    ['data:image/png;base64,AA', false],
    ['https://example.com/', true],
    ['http://127.0.0.1:1/', true],
    ['ws://127.0.0.1:1/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.com/', true],
  ])('%s: cancelled is %s', (url, cancel) => {
    const answer = vi.fn();
    session.webRequest.onBeforeRequest.mock.calls[0][0]({ url }, answer);
    expect(answer).toHaveBeenCalledWith({ cancel });
    expect(staysHere(url)).toBe(!cancel);
  });
});

describe('web contents', () => {
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
  lockContents();
  app.emit('web-contents-created', {}, contents);

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is prevented',
    (name) => {
      const event = { preventDefault: vi.fn() };
      contents.emit(name, event);
      expect(event.preventDefault).toHaveBeenCalledOnce();
    },
  );

  it('new windows are denied', () => {
    expect(contents.setWindowOpenHandler.mock.calls[0][0]({ url: 'studio://app/index.html' })).toEqual({
      action: 'deny',
    });
  });
});
