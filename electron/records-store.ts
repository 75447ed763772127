import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { type Records, openRecords } from '../evaluations/records/open-records.ts';
import { studiesPath } from '../engine/contract/store-layout.ts';

/** The studies of a home, opened when first needed and again after a failure: a cured disk needs no restart. */
export interface RecordsStore {
  /** @throws RecordsError `store-…` while it cannot be opened */
  open(): Records;
  /** Looks whether another process changed it since the last look, and tells `onChanged` if so. */
  look(): void;
  close(): void;
}

/** Several writes of one transaction are one change. */
const restMs = 150;

export function recordsStore(home: string, onChanged: () => void): RecordsStore {
  let records: Records | null = null;
  let seen = 0;
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;

  function look(): void {
    if (!records) return;
    const now = records.changeCount();
    if (now === seen) return;
    seen = now;
    onChanged();
  }
  function listen(): void {
    try {
      watcher = watch(home, (_event, file) => {
        if (!file?.startsWith(studiesPath)) return;
        clearTimeout(timer);
        timer = setTimeout(look, restMs);
      });
      // Without a watcher changes are still seen when the window gets the focus.
      watcher.on('error', () => watcher?.close());
    } catch {
      watcher = undefined;
    }
  }

  return {
    open() {
      if (records) return records;
      records = openRecords(join(home, studiesPath));
      seen = records.changeCount();
      listen();
      return records;
    },
    look,
    close() {
      clearTimeout(timer);
      watcher?.close();
      records?.close();
      records = null;
    },
  };
}
