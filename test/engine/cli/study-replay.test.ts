import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../../evaluations/records/open-records.ts';
import { groupedStore } from '../questions/grouped-store.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

let store: Awaited<ReturnType<typeof groupedStore>>;
beforeEach(async () => {
  store = await groupedStore();
  process.env.PINWISE_HOME = store.home;
}, 60_000);

const create = (...options: string[]): Promise<unknown> =>
  jsonOf(['study', 'create', '--runs', `${store.visual},${store.text}`, '--as', 'one', ...options]);
const full = ['--questions', '30', '--gold', '4', '--practice', '3', '--repeats', '4', '--seed', '5'];

/** Changes the store behind the program's back. */
function tamper(sql: string): void {
  const records = openRecords(join(store.home, 'studies.sqlite'));
  records.db.exec(sql);
  records.close();
}

describe('study replay', () => {
  it.each(['uniform', 'degree', 'category', 'disagreement'])(
    'makes every question again, equal to what was shown: %s',
    async (sampling) => {
      await create('--sampling', sampling, ...full);
      expect(await jsonOf(['study', 'replay', 'one'])).toMatchObject({
        ...{ study: 'one', questions: 41, equal: true, differences: [] },
      });
    },
  );

  it.each(['lists', 'grade'])('makes %s again, of three runs', async (trial) => {
    const runs = `${store.visual},${store.text},${store.walk}`;
    const drawn = ['--questions', '21', '--sampling', 'degree', '--practice', '3'];
    await create('--trial', trial, '-k', '4', '--runs', runs, ...drawn);
    expect(await jsonOf(['study', 'replay', 'one'])).toMatchObject({ equal: true });
  });

  it('asks of a study of grades the practice that was wanted, its better and its worse items by turns', async () => {
    await create('--trial', 'grade', '--questions', '12', '--practice', '4', '--gold', '2');
    const records = openRecords(join(store.home, 'studies.sqlite'));
    const rows = records.db
      .prepare(
        `SELECT graded = expected AS better FROM questions
         WHERE kind = 'practice' AND ordinal IS NOT NULL ORDER BY ordinal`,
      )
      .all() as { better: number }[];
    records.close();
    const better = rows.map((row) => row.better);
    expect(better).toHaveLength(4);
    for (const at of [0, 2]) expect(better[at] + better[at + 1]).toBe(1);
    expect(await jsonOf(['study', 'replay', 'one'])).toMatchObject({ equal: true });
  });

  it('makes again what was made where the data had fewer questions than were wanted', async () => {
    const { err } = await pinwiseIn([
      ...['study', 'create', '--runs', `${store.visual},${store.text}`, '--as', 'one'],
      ...['--questions', '500', '--gold', '400', '--sampling', 'category'],
    ]);
    expect(err).toMatch(/the runs answer 120 of the queries/);
    expect(err).toMatch(/the labelled pairs make \d+ of the 400 gold questions that are wanted/);
    expect(await jsonOf(['study', 'replay', 'one'])).toMatchObject({ equal: true });
  });

  it('fails, naming the question, when what is stored is not what the runs give', async () => {
    await create(...full);
    tamper(`UPDATE questions SET shown = json_set(shown, '$.a[0].id', 'i7') WHERE position = 3`);
    tamper(`UPDATE questions SET weight = 2 WHERE position = 4`);
    const { code, out, err } = await pinwiseIn(['study', 'replay', 'one', '--json']);
    expect(code).toBe(1);
    const { equal, differences } = JSON.parse(out) as { equal: boolean; differences: { field: string }[] };
    expect(equal).toBe(false);
    expect(differences.map(({ field }) => field)).toEqual(['a', 'weight']);
    expect(err).toContain('2 of 41 questions of one are not what its runs give now');
  });

  it('fails when the vectors of a run are not those of then', async () => {
    await create(...full);
    const path = join(store.home, 'runs', store.visual, 'embeddings.npy');
    const bytes = readFileSync(path);
    // The data of a .npy file starts behind a header of 128 bytes or fewer.
    for (let at = 128; at < bytes.length; at += 4) bytes.writeFloatLE(Math.sin(at), at);
    writeFileSync(path, bytes);
    // A home of another name: the vectors of this one are in memory.
    const copy = `${store.home}-copy`;
    cpSync(store.home, copy, { recursive: true });
    process.env.PINWISE_HOME = copy;
    expect(await pinwiseIn(['study', 'replay', 'one'])).toMatchObject({ code: 1 });
  });

  it('says which run, checkpoint or data set is gone', async () => {
    await create(...full);
    tamper(`UPDATE arms SET checkpoint = 'abc' WHERE arm = 'b'`);
    const changed = await pinwiseIn(['study', 'replay', 'one']);
    expect(changed.code).toBe(2);
    expect(changed.err).toContain(`made from checkpoint abc… of run ${store.text}`);
    tamper(`UPDATE arms SET lineage = json_set(lineage, '$.data', 'other') WHERE arm = 'a'`);
    expect((await pinwiseIn(['study', 'replay', 'one'])).err).toMatch(
      /stood on other data than data set grouped/,
    );
    rmSync(join(store.home, 'runs', store.visual), { recursive: true });
    const gone = await pinwiseIn(['study', 'replay', 'one']);
    expect(gone).toMatchObject({
      code: 2,
      err: expect.stringContaining(`run ${store.visual}, which is gone`) as string,
    });
  });

  it('says so when the data set is gone', async () => {
    await create(...full);
    rmSync(join(store.home, 'datasets', 'grouped'), { recursive: true });
    const { code, err } = await pinwiseIn(['study', 'replay', 'one']);
    expect(code).toBe(2);
    expect(err).toMatch(/data set "grouped", which is gone/);
  });

  it('does not read text into studies from before items had one', async () => {
    await create('--questions', '30');
    tamper(`UPDATE arms SET lineage = NULL`);
    tamper(`UPDATE questions SET shown = json_remove(shown, '$.query.text', '$.a[0].text', '$.b[0].text')`);
    expect(await jsonOf(['study', 'replay', 'one'])).toMatchObject({ equal: true });
  });
});
