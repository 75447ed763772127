import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from '../root.ts';

/** Bundles victim.ts, so that a start of it is cheap; returns the file, alone in its folder. */
export async function victimProgram(): Promise<string> {
  // Under the repository, where Node finds libsql.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const outfile = join(mkdtempSync(join(root, '.cache', 'victim-')), 'victim.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./victim.ts', import.meta.url))],
    outfile,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node18', logLevel: 'error' },
    external: ['libsql'],
  });
  return outfile;
}
