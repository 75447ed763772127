/**
 * The export folder: all that is needed to compute a run's vectors again with NumPy. See design and docs for what
 * each file holds; `equation` in config.json says how they hang together.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { asDiskFull, writeFileWhole } from '../dataset/write-file.ts';
import { openRun } from '../runs/open-run.ts';
import { readResult, runFolder } from '../runs/run-files.ts';

/**
 * Writes the export folder of a finished run to `to`, which must be new or empty. The files are made in a draft beside
 * or in it and renamed in the end, config.json last: a folder with it is whole.
 * @returns names of the files. A run without vectors or neighbours exports what it has, and its equation says so
 * @throws PinwiseError `not-empty`, `disk-full`, and those of `openRun`
 */
export function exportRun(home: string, name: string, to: string): Promise<string[]> {
  return Promise.resolve().then(() => exportNow(home, name, resolve(to)));
}

function exportNow(home: string, name: string, target: string): string[] {
  const { summary, dataset, checkpoint, embeddings, predictions } = openRun(home, name);
  const { equation, files } = readResult(home, name)!;
  refuseUnlessEmpty(target);
  const config = {
    ...{ run: name, preset: summary.preset, config: summary.config, seed: summary.seed, equation },
    dataset: { name: summary.dataset, fingerprint: summary.datasetFingerprint },
    ...{ items: dataset.items.count, dims: embeddings?.dims ?? null, checkpoint },
    ...(predictions && { classes: dataset.labels?.classes }),
    ...{ backend: summary.backend, codeVersion: summary.codeVersion, files },
  };
  const write = (draft: string): void => {
    writeFileWhole(join(draft, 'items.jsonl'), itemLines(dataset));
    for (const file of files) copyFileSync(join(runFolder(home, name), file), join(draft, file));
    writeFileWhole(join(draft, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  };
  const names = ['config.json', 'items.jsonl', ...files];
  try {
    if (existsSync(target)) fill(target, [...names].reverse(), write);
    else place(target, write);
  } catch (error) {
    throw asDiskFull(error, target);
  }
  return names;
}

/** Makes a new folder; it appears whole. */
function place(target: string, write: (draft: string) => void): void {
  const draft = join(dirname(target), `.${basename(target)}-${randomUUID().slice(0, 8)}`);
  try {
    mkdirSync(draft, { recursive: true });
    write(draft);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Fills an empty folder, which stays the one it is: somebody may stand in it, a disk may be mounted on it. */
function fill(target: string, names: readonly string[], write: (draft: string) => void): void {
  const draft = join(target, '.draft');
  const moved: string[] = [];
  try {
    mkdirSync(draft);
    write(draft);
    for (const name of names) {
      renameSync(join(draft, name), join(target, name));
      moved.push(name);
    }
    rmdirSync(draft);
  } catch (error) {
    for (const path of [draft, ...moved.map((name) => join(target, name))]) {
      rmSync(path, { recursive: true, force: true });
    }
    throw error;
  }
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
