import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openRecords } from '../../evaluations/records/open-records.ts';
import type { Records } from '../../evaluations/records/open-records.ts';
import { studiesPath } from '../contract/store-layout.ts';
import { homeFolder } from '../runs/home.ts';

/** Opens the store of studies for the length of `work`. */
export async function withRecords<T>(work: (records: Records) => T | Promise<T>): Promise<T> {
  const home = homeFolder();
  mkdirSync(home, { recursive: true });
  const records = openRecords(join(home, studiesPath));
  try {
    return await work(records);
  } finally {
    records.close();
  }
}
