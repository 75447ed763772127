import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Offline } from '../../../engine/cli/study/offline-of.ts';
import { openRecords } from '../../../evaluations/records/open-records.ts';
import { groupedStore } from '../questions/grouped-store.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

let store: Awaited<ReturnType<typeof groupedStore>>;
beforeAll(async () => {
  store = await groupedStore();
  process.env.PINWISE_HOME = store.home;
  const runs = `${store.visual},${store.text},${store.walk}`;
  await jsonOf(['study', 'create', '--runs', runs, '--as', 'three', '--questions', '12']);
}, 60_000);

const report = (): Promise<Offline> => jsonOf(['study', 'report', 'three']) as Promise<Offline>;

describe('study report', () => {
  it('says what the labelled pairs say of each question', async () => {
    const { offline, offline_reason } = await report();
    expect(offline_reason).toBeNull();
    expect(offline).toHaveLength(12);
    for (const { positives, rr_a, rr_b } of offline!) {
      expect(positives).toBeGreaterThan(0);
      for (const rr of [rr_a, rr_b]) expect(rr! > 0 && rr! <= 1).toBe(true);
    }
  });

  it('says why it cannot, and reports all the same', async () => {
    const records = openRecords(join(store.home, 'studies.sqlite'));
    records.db.exec(`UPDATE arms SET checkpoint = 'other' WHERE arm = 'b'`);
    records.close();
    expect(await report()).toMatchObject({
      ...{ study: 'three', offline: null },
      offline_reason: `run ${store.text} was trained again since`,
    });
    rmSync(join(store.home, 'runs', store.visual), { recursive: true });
    const { offline, offline_reason } = await report();
    expect(offline).toBeNull();
    expect(offline_reason).toContain(store.visual);
    expect(await pinwiseIn(['study', 'report', 'three'])).toMatchObject({ code: 0 });
  });
});
