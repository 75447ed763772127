import { readFileSync, renameSync } from 'node:fs';
import * as z from 'zod';
import { Settings } from './contract/studio.ts';
import { writeWhole } from '../evaluations/records/write-whole.ts';

/** Where the window was; kept for the main process, so no window reads or writes it. */
export const WindowState = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
  fullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** The file. A later version gets a number and a step from this one. */
const SettingsFile = Settings.extend({ window: WindowState.nullable().default(null) });
type SettingsFile = z.infer<typeof SettingsFile>;

export interface SettingsStore {
  read(): Settings;
  write(part: Partial<Omit<Settings, 'version'>>): Settings;
  window(): WindowState | null;
  rememberWindow(state: WindowState): void;
  /** Where a file that could not be understood was put, null when there was none. */
  readonly keptAside: string | null;
}

/** Opens the settings at `path`. A file that is damaged, or from a newer version, is kept under another name. */
export function openSettings(path: string, now: () => Date): SettingsStore {
  const found = load(path, now);
  let { settings } = found;
  const save = (next: SettingsFile): void => {
    // Written first: what was not written is not in use either.
    writeWhole(path, `${JSON.stringify(next, null, 2)}\n`);
    settings = next;
  };
  const visible = (): Settings => Settings.parse(settings);
  return {
    keptAside: found.keptAside,
    read: visible,
    write(part) {
      save({ ...settings, ...part });
      return visible();
    },
    window: () => settings.window,
    rememberWindow: (window) => save({ ...settings, window }),
  };
}

function load(path: string, now: () => Date): { settings: SettingsFile; keptAside: string | null } {
  const defaults = (): SettingsFile => SettingsFile.parse({ version: 1 });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { settings: defaults(), keptAside: null };
  }
  const parsed = SettingsFile.safeParse(parse(text));
  if (parsed.success) return { settings: parsed.data, keptAside: null };
  return { settings: defaults(), keptAside: keepAside(path, now()) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keepAside(path: string, now: Date): string | null {
  const aside = `${path}.kept-${now.toISOString().replace(/[:.]/g, '-')}`;
  try {
    renameSync(path, aside);
    return aside;
  } catch {
    return null;
  }
}
