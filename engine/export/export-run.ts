/**
 * The export folder: all that is needed to compute a run's vectors again with NumPy. See design and docs for what
 * each file holds; `equation` in config.json says how they hang together.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writeFileWhole } from '../dataset/write-file.ts';
import { openRun } from '../runs/open-run.ts';
import { readResult, runFolder } from '../runs/run-files.ts';

/**
 * Writes the export folder of a finished run to `to`, which must be new or empty; it appears there whole.
 * @returns names of the files. A run without vectors or neighbours exports what it has, and its equation says so
 * @throws PinwiseError `not-empty`, and those of `openRun`
 */
export function exportRun(home: string, name: string, to: string): Promise<string[]> {
  return Promise.resolve().then(() => exportNow(home, name, resolve(to)));
}

function exportNow(home: string, name: string, target: string): string[] {
  const { summary, dataset, checkpoint, embeddings } = openRun(home, name);
  const { equation, files } = readResult(home, name)!;
  refuseUnlessEmpty(target);
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const config = {
      ...{ run: name, preset: summary.preset, config: summary.config, seed: summary.seed, equation },
      dataset: { name: summary.dataset, fingerprint: summary.datasetFingerprint },
      ...{ items: dataset.items.count, dims: embeddings?.dims ?? null, checkpoint },
      ...{ backend: summary.backend, codeVersion: summary.codeVersion, files },
    };
    writeFileWhole(join(draft, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
    writeFileWhole(join(draft, 'items.jsonl'), itemLines(dataset));
    for (const file of files) copyFileSync(join(runFolder(home, name), file), join(draft, file));
    // Windows does not rename onto a folder, not even an empty one.
    if (existsSync(target)) rmdirSync(target);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  return ['config.json', 'items.jsonl', ...files];
}

function refuseUnlessEmpty(target: string): void {
  if (!existsSync(target)) return;
  let held: string[];
  try {
    held = readdirSync(target);
  } catch {
    throw new PinwiseError('not-empty', `${target} is a file; name a new or an empty folder`);
  }
  if (held.length > 0) {
    throw new PinwiseError('not-empty', `${target} is not empty; name a new or an empty folder`);
  }
}

function itemLines({ items }: Dataset): string {
  let lines = '';
  for (let row = 0; row < items.count; row++) {
    lines += `${JSON.stringify({ row, id: items.id(row), title: items.title(row) })}\n`;
  }
  return lines;
}
