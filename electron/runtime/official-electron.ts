import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Electron } from './runtime-note.ts';

/** A machine without a way to the download fails within seconds; this is for a line that stalls. */
const patienceMs = 5 * 60_000;

/**
 * The binary that the npm package `electron` downloads for itself, checked against the checksums that it carries.
 * @returns undefined with a line on stderr when it cannot be had here
 */
export function officialElectron(root: string): Electron | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const present = installed(folder, version);
  if (present) return present;
  process.stderr.write(`set-up: getting Electron ${version} ...\n`);
  const { status, stderr, error } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    timeout: patienceMs,
  });
  const found = status === 0 ? installed(folder, version) : undefined;
  if (!found) {
    const why = error?.message ?? lastWords(stderr);
    process.stderr.write(`set-up: Electron ${version} cannot be downloaded here (${why})\n`);
  }
  return found;
}

function installed(folder: string, version: string): Electron | undefined {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const path = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(path) ? { version, path, source: 'the npm package electron' } : undefined;
}

/** The line that names the error; the rest is a stack trace. */
const lastWords = (stderr: string): string =>
  stderr
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? 'no reason given';
