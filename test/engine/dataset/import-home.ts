/** Folders to import from and a store to import into, removed when the test file ends. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { DatasetManifest, Warning } from '../../../engine/contract/datasets.ts';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import { importDataset } from '../../../engine/dataset/import-dataset.ts';
import type { ImportOptions } from '../../../engine/dataset/import-dataset.ts';
import { gatheredAssets } from '../gathered-assets.ts';

export type Files = Record<string, string | Uint8Array | null>;

export interface ImportHome {
  root: string;
  home: string;
  folderOf(files: Files): string;
  importOf(source: string, options?: Partial<ImportOptions>): Promise<DatasetManifest>;
  /** The error of an import that has to fail, and makes sure that nothing is left of it. */
  failureOf(
    source: string,
    options?: Partial<ImportOptions>,
  ): Promise<{ code: string; message: string; details: Warning[] }>;
  /** Everything under datasets/, hidden folders too. */
  stored(): string[];
}

export function importHome(): ImportHome {
  const root = mkdtempSync(join(tmpdir(), 'pinwise-import-'));
  const home = join(root, 'home');
  beforeAll(gatheredAssets, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const stored = (): string[] => {
    try {
      return readdirSync(join(home, 'datasets')).sort();
    } catch {
      return [];
    }
  };
  const importOf: ImportHome['importOf'] = (source, options = {}) =>
    importDataset({ source, home, onError: 'stop', ...options });

  return {
    root,
    home,
    stored,
    importOf,
    folderOf(files) {
      const folder = mkdtempSync(join(root, 'data-'));
      for (const [name, content] of Object.entries(files)) {
        if (content === null) continue;
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
      return folder;
    },
    async failureOf(source, options) {
      const before = stored();
      const error: unknown = await importOf(source, options).then(
        () => new Error('the import was to fail'),
        (reason: unknown) => reason,
      );
      if (!(error instanceof PinwiseError)) throw error;
      if (stored().join() !== before.join()) throw new Error(`something is left: ${stored().join()}`);
      return { code: error.code, message: error.message, details: (error.details ?? []) as Warning[] };
    },
  };
}

/** A small folder without fault; `changes` replaces files, null leaves one out. */
export function smallFolder(changes: Files = {}): Files {
  return {
    'items.csv': 'id,title\na,one\nb,two\nc,three\nd,four\n',
    'contexts.csv': 'id,title\nx,X\ny,Y\n',
    'edges.csv': 'item,context\na,x\nb,x\nb,y\nc,y\nd,y\n',
    'pairs.csv': 'query,item,split\na,b,train\nb,c,tune\nc,d,test\n',
    ...changes,
  };
}
