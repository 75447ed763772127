import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';

/** Where data sets, runs, studies and settings live; made where it is not there. As `homeFolder` of the engine. */
export function openHome(): string {
  const { PINWISE_HOME: wanted } = process.env;
  const home = wanted ? resolve(wanted) : join(app.getPath('appData'), 'Pinwise');
  mkdirSync(home, { recursive: true });
  return home;
}

/** Chromium's own files (caches, its lock) stay in a folder of the home, so that each home is an instance. */
export const profilePath = (home: string): string => join(home, 'window');
