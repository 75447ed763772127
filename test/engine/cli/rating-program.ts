/** The command line as a program of its own, for tests that kill it. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { root } from '../../root.ts';

/** @param store `hasty`: judgements are acknowledged before they are written (hasty-judgements.ts) */
export async function ratingProgram(store: 'real' | 'hasty'): Promise<string> {
  // Two folders under the repository, where main.ts looks for package.json and Node for libsql.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const outfile = join(mkdtempSync(join(root, '.cache', `cli-${store}-`)), 'main.cjs');
  await build({
    entryPoints: [join(root, 'engine', 'cli', 'main.ts')],
    outfile,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node18', logLevel: 'error' },
    external: ['libsql'],
    plugins: store === 'hasty' ? [hasty] : [],
  });
  return outfile;
}

const hasty: Plugin = {
  name: 'hasty judgements',
  setup({ onResolve }) {
    const commands = join(root, 'engine', 'cli');
    onResolve({ filter: /records\/judgements\.ts$/ }, ({ importer }) =>
      importer.startsWith(commands)
        ? { path: fileURLToPath(new URL('./hasty-judgements.ts', import.meta.url)) }
        : undefined,
    );
  },
};
