/**
 * Starts a sampler thread. Its program is read as text, so that an archive (Electron's asar) may hold it; from source,
 * tsx translates it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ThreadTask } from './messages.ts';

export function startThread(task: ThreadTask): Worker {
  return new Worker(program(), { workerData: task, name: 'pinwise sampler', eval: true });
}

function program(): string {
  const here = import.meta.url;
  // All bundles lie in folders side by side; an archive is looked into by path, not by URL.
  const bundled = fileURLToPath(new URL('../engine/sampler.cjs', here));
  if (!here.endsWith('.ts')) return readFileSync(bundled, 'utf8');
  const source = new URL('./sampler-thread.ts', here).href;
  // By require this would be another module, which cannot register on a thread.
  const tsx = new URL('./esm/api/index.mjs', pathToFileURL(createRequire(here).resolve('tsx'))).href;
  return `import(${JSON.stringify(tsx)}).then((tsx) => (tsx.register(), import(${JSON.stringify(source)})))`;
}
