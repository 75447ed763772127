/**
 * Where the layers of an embedding lie between two passes: in memory where the budget allows, else in files; and what
 * an interrupted embedding has done.
 */
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileWhole } from '../dataset/write-file.ts';
import { fileRows, memoryRows } from '../dataset/row-store.ts';
import type { RowSource, RowStore } from '../dataset/row-store.ts';

export interface WorkspaceOptions {
  items: number;
  /** Numbers of an item that lie in a workspace at once. */
  width: number;
  /** Bytes. */
  memory?: number;
  work?: { folder: string; key: string };
}

export interface Workspace {
  store(name: string, dims: number): RowStore;
  /** Closes a store; its file goes. */
  drop(store: RowSource, name: string): void;
  /** Layers that an interrupted embedding of the same key has finished. */
  resume(): number;
  reopen(layer: number, dims: number): RowSource;
  /** Layer `layer` is whole in its store. */
  finished(layer: number): void;
  /** Edges of a group whose told rows take a quarter of the budget. */
  groupEdges(told: number): number;
  /** @param complete false keeps what a later embedding can go on from */
  close(complete: boolean): void;
}

const DEFAULT_MEMORY = 2 ** 30;
/** What a group of the join may take, whatever the budget. */
const LEAST_GROUP = 1 << 20;

export function workspace({ items, width, memory = DEFAULT_MEMORY, work }: WorkspaceOptions): Workspace {
  const groupEdges = (told: number): number => Math.floor(Math.max(LEAST_GROUP, memory / 4) / (4 * told));
  if (4 * items * width <= memory) {
    return {
      store: (_, dims) => memoryRows(items, dims),
      drop: () => {},
      resume: () => 0,
      reopen: () => {
        throw new RangeError('nothing to go on from in memory');
      },
      finished: () => {},
      groupEdges,
      close: () => {},
    };
  }
  const folder = work?.folder ?? mkdtempSync(join(tmpdir(), 'pinwise-layers-'));
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => join(folder, `${name}.f32`);
  const note = join(folder, 'layers.json');
  return {
    store: (name, dims) => fileRows(path(name), items, dims),
    drop(store, name) {
      store.close();
      rmSync(path(name), { force: true });
    },
    resume() {
      try {
        const { key, done } = JSON.parse(readFileSync(note, 'utf8')) as { key: string; done: number };
        return key === work?.key ? done : 0;
      } catch {
        return 0;
      }
    },
    reopen: (layer, dims) => fileRows(path(`layer-${layer}`), items, dims, 'r'),
    finished(layer) {
      if (!work) return;
      const file = openSync(path(`layer-${layer}`), 'r+');
      try {
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      writeFileWhole(note, JSON.stringify({ key: work.key, done: layer + 1 }));
    },
    groupEdges,
    close(complete) {
      if (complete || !work) rmSync(folder, { recursive: true, force: true });
    },
  };
}
