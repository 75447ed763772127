/** The command line as a program of its own, for tests that kill it. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { compareAnswers } from '../../../evaluations/design/compare-answers.ts';
import { createStudy } from '../../../evaluations/records/create-study.ts';
import { openRecords } from '../../../evaluations/records/open-records.ts';
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

/** Makes the study `durable` with that many questions, none of them a draw by construction; returns their names. */
export function durableStudy(path: string, questions: number, seed = 0): string[] {
  const records = openRecords(path);
  const item = (id: string) => ({ id, title: id, picture: null });
  const answers = (arm: string) =>
    Array.from({ length: questions }, (_, i) => ({ query: item(`i${i}`), items: [item(`${arm}${i}`)] }));
  createStudy(records, {
    design: {
      ...{ name: 'durable', title: 'Durable', runs: ['x', 'y'], trial: 'pair', k: 1 },
      ...{ questions, judgements: 1, seed },
    },
    arms: [
      { run: 'x', preset: 'pinsage', checkpoint: 'x' },
      { run: 'y', preset: 'visual', checkpoint: 'y' },
    ],
    dataset: 'any',
    comparisons: compareAnswers([answers('a'), answers('b')]),
    now: new Date(),
  });
  records.close();
  return Array.from({ length: questions }, (_, i) => `q${String(i + 1).padStart(4, '0')}`);
}
