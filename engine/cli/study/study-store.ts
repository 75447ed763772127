import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { backUpIfDue } from '../../../evaluations/records/backup.ts';
import { openRecords } from '../../../evaluations/records/open-records.ts';
import type { Records } from '../../../evaluations/records/open-records.ts';
import { studiesPath } from '../../contract/store-layout.ts';
import { homeFolder } from '../../runs/home.ts';

/** Opens the store of studies for the length of `work`; a backup is made at the end, when one is due. */
export async function withRecords<T>(work: (records: Records) => T | Promise<T>): Promise<T> {
  const home = homeFolder();
  mkdirSync(home, { recursive: true });
  const records = openRecords(join(home, studiesPath));
  try {
    const result = await work(records);
    backUpIfDue(records, new Date());
    return result;
  } finally {
    records.close();
  }
}
