import { describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../electron/pages/trusted-sender.ts';

vi.mock('electron', () => ({ ipcMain: { handle: vi.fn() } }));
const { answer, ratingAudience, studioAudience: audience } = await import('../../electron/ipc.ts');
const { isTrusted } = await import('../../electron/pages/trusted-sender.ts');

const ours: Frame = { url: 'studio://app/index.html#/data', parent: null };
const design = { runs: ['a', 'b'], trial: 'pair', k: 1, questions: 10, judgements: 1 };

describe('who may ask', () => {
  it('the top frame of our page', () => {
    expect(isTrusted(ours, 'app')).toBe(true);
  });

  it.each<[string, Frame | null | undefined]>([
    ['a frame inside it', { ...ours, parent: ours }],
    ['another host', { url: 'studio://evil/index.html', parent: null }],
    ['a host that begins like ours', { url: 'studio://app.evil/', parent: null }],
    ['a name before the host', { url: 'studio://app@evil/', parent: null }],
    ['the web', { url: 'https://app/', parent: null }],
    ['a file', { url: 'file:///app/index.html', parent: null }],
    ['an empty page', { url: 'about:blank', parent: null }],
    ['no address', { url: '', parent: null }],
    ['a frame that is gone', null],
    ['nobody', undefined],
  ])('not %s', async (_who, frame) => {
    expect(isTrusted(frame, 'app')).toBe(false);
    const handle = vi.fn();
    const result = await answer({ audience, frame, name: 'settings.read', params: {} }, handle);
    expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(handle).not.toHaveBeenCalled();
  });
});

describe('what may be asked', () => {
  it.each(['no.such', '__proto__', 'constructor', 'toString', '', 7, null, {}])('not %j', async (name) => {
    const handle = vi.fn();
    const result = await answer({ audience, frame: ours, name, params: {} }, handle);
    expect(result).toMatchObject({ ok: false, error: { code: 'unknown-method' } });
    expect(handle).not.toHaveBeenCalled();
  });

  it.each<[string, unknown]>([
    ['settings.write', { theme: 'purple' }],
    ['studies.show', { study: '../../etc/passwd' }],
    ['studies.show', undefined],
    ['studies.create', { ...design, questions: 0 }],
    ['links.open', { link: 'https://example.com' }],
    ['rating.begin', { study: '../x' }],
  ])('%s with bad parameters is refused before its handler', async (name, params) => {
    const handle = vi.fn();
    const result = await answer({ audience, frame: ours, name, params }, handle);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(handle).not.toHaveBeenCalled();
  });

  it('drops a path that a window tries to hand over', async () => {
    const handle = vi.fn().mockReturnValue({ cancelled: true });
    await answer(
      { audience, frame: ours, name: 'data.importFolder', params: { path: '/etc', to: '/etc' } },
      handle,
    );
    expect(handle).toHaveBeenCalledWith('data.importFolder', { onError: 'stop' });
  });
});

describe("a rater's window", () => {
  const rater: Frame = { url: 'studio://rater/rater.html', parent: null };
  const given = { study: 's1', rater: 'r', question: 'q1', choice: 'left', ms: 1 };

  it.each(Object.keys(audience.methods))('may not ask for %s', async (name) => {
    const handle = vi.fn();
    for (const one of [audience, ratingAudience]) {
      const result = await answer({ audience: one, frame: rater, name, params: {} }, handle);
      expect(result.ok).toBe(false);
    }
    expect(handle).not.toHaveBeenCalled();
  });

  it.each(Object.keys(ratingAudience.methods))('is the only one to ask for %s', async (name) => {
    const handle = vi.fn();
    for (const one of [audience, ratingAudience]) {
      expect((await answer({ audience: one, frame: ours, name, params: {} }, handle)).ok).toBe(false);
    }
    expect(handle).not.toHaveBeenCalled();
  });

  it.each<Record<string, unknown>>([
    { ...given, choice: 'a' },
    { ...given, ms: -1 },
    { ...given, study: 'pinsage-demo-1-against-visual-demo-1' },
    { ...given, rater: '' },
  ])('is refused bad parameters: %j', async (params) => {
    const handle = vi.fn();
    const asked = { audience: ratingAudience, frame: rater, name: 'rater.answer', params };
    expect(await answer(asked, handle)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(handle).not.toHaveBeenCalled();
  });
});

describe('what comes back', () => {
  const ask = (handle: () => unknown) =>
    answer({ audience, frame: ours, name: 'links.open', params: { link: 'paper' } }, handle);

  it('only what the contract names', async () => {
    expect(await ask(() => ({ secret: 1 }))).toEqual({ ok: true, value: {} });
  });

  it('errors of ours with code and details', async () => {
    const error = Object.assign(new Error('the study s is closed'), { code: 'study-closed', details: [1] });
    expect(await ask(() => Promise.reject(error))).toEqual({
      ok: false,
      error: { code: 'study-closed', message: 'the study s is closed', details: [1] },
    });
  });

  it('a full disk in words', async () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(await ask(() => Promise.reject(error))).toMatchObject({ error: { code: 'disk-full' } });
  });

  it.each([new Error('x'), Object.assign(new Error('x'), { code: 'ERR_ASSERTION' }), 'x'])(
    'anything else as internal',
    async (error) => {
      expect(await ask(() => Promise.reject(error))).toMatchObject({
        error: { code: 'internal', message: 'x' },
      });
    },
  );

  it('a result that breaks the contract as an error, not as data', async () => {
    const result = await answer({ audience, frame: ours, name: 'app.info', params: {} }, () => ({
      version: 1,
    }));
    expect(result.ok).toBe(false);
  });
});
