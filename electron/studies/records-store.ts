import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { backUp, backUpIfDue, lastBackup } from '../../evaluations/records/backup.ts';
import { type Repaired, repairRecords } from '../../evaluations/records/repair-records.ts';
import { STORE_NEEDS, freeBytes } from '../../evaluations/records/store-space.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { studiesPath } from '../../engine/contract/store-layout.ts';

/** The studies of a home, opened when first needed and again after a failure: a cured disk needs no restart. */
export interface RecordsStore {
  /** @throws RecordsError `store-…` while it cannot be opened */
  open(): Records;
  /** Looks whether another process changed it since the last look, and tells `onChanged` if so. */
  look(): void;
  /** Backs it up now, as after a study was closed; the store is good without it. */
  backUp(): void;
  /** What a person needs to know before a repair, or while the disk is full. */
  condition(): StoreCondition;
  /** @throws RecordsError `store-sound` where nothing is damaged */
  repair(): Repaired;
  close(): void;
}

export interface StoreCondition {
  backup: { at: string; studies: number; judgements: number } | null;
  needed: number;
  /** null where the system does not tell. */
  free: number | null;
}

/** Several writes of one transaction are one change. */
const restMs = 150;

export function recordsStore(home: string, now: () => Date, onChanged: () => void): RecordsStore {
  const path = join(home, studiesPath);
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

  function close(): void {
    clearTimeout(timer);
    watcher?.close();
    records?.close();
    records = null;
  }

  return {
    open() {
      if (records) return records;
      records = openRecords(path, { now: now() });
      backUpIfDue(records, now());
      seen = records.changeCount();
      listen();
      return records;
    },
    look,
    backUp() {
      try {
        if (records) backUp(records, now());
      } catch {
        // The one before stays.
      }
    },
    condition() {
      const last = lastBackup(path);
      const backup = last && { at: last.at, studies: last.studies, judgements: last.judgements };
      return { backup, needed: STORE_NEEDS, free: freeBytes(path) };
    },
    repair() {
      close();
      const repaired = repairRecords(path, now());
      onChanged();
      return repaired;
    },
    close() {
      if (records) backUpIfDue(records, now());
      close();
    },
  };
}
