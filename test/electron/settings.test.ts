import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../../electron/settings.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinwise-settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openSettings(path, () => new Date('2026-01-02T03:04:05.678Z'));
const defaults = { version: 1, theme: 'system', welcomed: false, raterName: '', views: {} };
const window = { x: 1, y: 2, width: 1000, height: 700, maximized: false, fullScreen: true };

describe('settings', () => {
  it('from none: the defaults, and no file until something is changed', () => {
    const settings = open();
    expect(settings.read()).toEqual(defaults);
    expect(settings.window()).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('from version 1: what was written, and the window where it was', () => {
    const settings = open();
    settings.write({ theme: 'dark', views: { route: '/models' } });
    settings.rememberWindow(window);
    settings.write({ raterName: 'Ada' });
    const again = open();
    expect(again.read()).toEqual({
      ...defaults,
      theme: 'dark',
      raterName: 'Ada',
      views: { route: '/models' },
    });
    expect(again.window()).toEqual(window);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('a window sees nothing of where windows were', () => {
    const settings = open();
    settings.rememberWindow(window);
    expect(settings.read()).not.toHaveProperty('window');
  });

  it.each([
    ['no JSON', '{"version": 1,'],
    ['empty', ''],
    ['another type', '[]'],
    ['a wrong value', '{"version": 1, "theme": "purple"}'],
    ['no version', '{"theme": "dark"}'],
    ['a newer version', '{"version": 2, "theme": "dark", "new": true}'],
  ])('%s: the defaults, and the file is kept aside as it was', (_what, text) => {
    writeFileSync(path, text);
    const settings = open();
    expect(settings.read()).toEqual(defaults);
    expect(settings.keptAside).toBe(`${path}.kept-2026-01-02T03-04-05-678Z`);
    expect(readFileSync(settings.keptAside!, 'utf8')).toBe(text);
    settings.write({ theme: 'light' });
    expect(open().read().theme).toBe('light');
  });

  it('what cannot be written is not in use either', () => {
    const settings = open();
    rmSync(folder, { recursive: true });
    expect(() => settings.write({ theme: 'dark' })).toThrow(/ENOENT/);
    expect(settings.read().theme).toBe('system');
  });
});
