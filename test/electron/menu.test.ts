import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ Menu: {}, app: {} }));
const { menuTemplate } = await import('../../electron/menu.ts');
const { studioContract } = await import('../../electron/contract/studio.ts');

interface Entry {
  label?: string;
  role?: string;
  accelerator?: string;
  click?: () => void;
  submenu?: Entry[];
}
const flat = (entries: Entry[]): Entry[] => entries.flatMap((entry) => [entry, ...flat(entry.submenu ?? [])]);

describe.each([true, false])('the menu (macOS: %s)', (mac) => {
  const run = vi.fn();
  const entries = flat(menuTemplate({ run, openPaper: vi.fn(), mac, name: 'Pinwise' }) as Entry[]);

  it('reaches every command of the contract, once', () => {
    run.mockClear();
    entries.filter(({ label }) => label !== 'The PinSage Paper').forEach(({ click }) => click?.());
    expect(run.mock.calls.flat().sort()).toEqual([...studioContract.events['menu.command'].options].sort());
  });

  it('has the standard entries', () => {
    const roles = entries.map(({ role }) => role);
    for (const role of ['editMenu', 'windowMenu', 'help', 'quit', 'about', 'togglefullscreen']) {
      expect(roles).toContain(role);
    }
  });

  it('gives no key twice', () => {
    const keys = entries.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('CmdOrCtrl+,');
  });
});
