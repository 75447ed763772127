/**
 * Tells when another process (a command line, a job) changed the store. Data sets appear and vanish whole; of a run
 * those files count that change what its summary says, so that the steps of a training are not told one by one.
 */
import { mkdirSync, readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

const restMs = 200;
const telling = new Set(['run.json', 'epochs.jsonl', 'cancelled.json', 'error.json', 'result.json']);

export interface StoreListeners {
  datasets(): void;
  runs(): void;
}

/** Returns the function that stops watching. What cannot be watched is left out. */
export function watchStore(home: string, told: StoreListeners): () => void {
  const datasets = debounce(restMs, told.datasets);
  const runs = debounce(restMs, told.runs);
  const runWatchers = new Map<string, FSWatcher>();
  const runsFolder = join(home, 'runs');

  const store = [
    tryWatch(join(home, 'datasets'), (_, name) => name?.startsWith('.') || datasets()),
    tryWatch(runsFolder, (_, name) => {
      if (name?.startsWith('.')) return;
      watchRuns();
      runs();
    }),
  ];
  watchRuns();

  function watchRuns(): void {
    const names = new Set(foldersIn(runsFolder));
    for (const [name, watcher] of runWatchers) {
      if (names.has(name)) continue;
      watcher.close();
      runWatchers.delete(name);
    }
    for (const name of names) {
      if (runWatchers.has(name)) continue;
      // A lease is made and given back by renaming; its signs of life in between only touch it.
      const watcher = tryWatch(join(runsFolder, name), (event, file) => {
        if (!file || telling.has(file) || (event === 'rename' && file.startsWith('lease'))) runs();
      });
      if (watcher) runWatchers.set(name, watcher);
    }
  }

  return () => {
    datasets.stop();
    runs.stop();
    [...store, ...runWatchers.values()].forEach((watcher) => watcher?.close());
  };
}

function tryWatch(
  folder: string,
  listener: (event: string, file: string | null) => unknown,
): FSWatcher | null {
  try {
    mkdirSync(folder, { recursive: true });
    const watcher = watch(folder, { persistent: false }, listener);
    // The folder went away, or the system's watches are used up.
    return watcher.on('error', () => watcher.close());
  } catch {
    return null;
  }
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function debounce(ms: number, call: () => void): (() => void) & { stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(call, ms);
  };
  return Object.assign(restart, { stop: () => clearTimeout(timer) });
}
