import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { importHome, smallFolder } from './import-home.ts';

const { home, root, folderOf, importOf, failureOf, stored } = importHome();
const picture = (i: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="${i + 1}" height="9" fill="red"/></svg>`;
const withPictures = smallFolder({
  'items.csv': `id,title,image\n${['a', 'b', 'c', 'd'].map((id, i) => `${id},${id},p/${i}.svg\n`).join('')}`,
  ...Object.fromEntries([0, 1, 2, 3].map((i) => [`p/${i}.svg`, picture(i)])),
});

describe('a cancelled import', () => {
  it('leaves nothing, at whichever report of progress it is cancelled', async () => {
    const archive = join(root, 'cancelled.pinwise-dataset');
    writeFileSync(
      archive,
      zipSync(
        Object.fromEntries(
          Object.entries(withPictures).map(([name, text]) => [name, Buffer.from(text ?? '')]),
        ),
      ),
    );
    for (const source of [folderOf(withPictures), archive]) {
      const stages: string[] = [];
      await importOf(source, {
        name: `whole-${stages.length}-${source === archive}`,
        onProgress: (p) => stages.push(p.stage),
      });
      expect(new Set(stages).size).toBeGreaterThan(4);
      for (let at = 0; at < stages.length; at++) {
        const controller = new AbortController();
        let seen = 0;
        const onProgress = (): void => {
          if (seen++ === at) controller.abort();
        };
        const failure = await failureOf(source, { name: 'never', signal: controller.signal, onProgress });
        expect(failure.code, `${stages[at]} (${at})`).toBe('cancelled');
      }
    }
  });

  it('that was cancelled before it began leaves nothing', async () => {
    const failure = await failureOf(folderOf(withPictures), { name: 'never', signal: AbortSignal.abort() });
    expect(failure.code).toBe('cancelled');
  });
});

describe('what dead processes left', () => {
  const pid = spawnSync(process.execPath, ['-e', '']).pid;

  it('is removed by the next import; what belongs to a living process stays', async () => {
    const kept = `.import-${process.ppid}-abcd`;
    for (const name of [`.import-${pid}-1234`, `.unpack-${pid}-1234`, `.import-${process.pid}-old`, kept]) {
      mkdirSync(join(home, 'datasets', name, 'deep'), { recursive: true });
      writeFileSync(join(home, 'datasets', name, 'deep', 'x'), 'x');
    }
    await importOf(folderOf(smallFolder()), { name: 'after' });
    expect(stored().filter((name) => name.startsWith('.'))).toEqual([kept]);
  });

  it('a process killed in the midst of storing leaves no data set, and the next import cleans up', async () => {
    const script = `
      import { writeSync } from 'node:fs';
      import { streamOf } from ${JSON.stringify(join(import.meta.dirname, '../../../engine/dataset/row-stream.ts'))};
      import { storeDataset } from ${JSON.stringify(join(import.meta.dirname, '../../../engine/dataset/store-dataset.ts'))};
      const none = new Uint32Array();
      const pairs = { query: none, item: none };
      const ids = Array.from({ length: 200 }, (_, i) => 'i' + i);
      void storeDataset(${JSON.stringify(home)}, {
        name: 'killed', source: '', title: '', credit: null, warnings: [], skipped: 0,
        items: { ids, titles: ids, texts: ids }, contexts: { ids: [], titles: [] },
        edges: { item: none, context: none, weight: null }, pairs: { train: pairs, tune: pairs, test: pairs },
        pictures: 200, givenFeatures: null,
        picture(row) { if (row === 150) process.kill(process.pid, 'SIGKILL'); return new Uint8Array(10); },
      }, { ...streamOf(200, 1, new Float32Array(200)), blocks: [] }, new Date());
    `;
    const path = join(root, 'killed.ts');
    writeFileSync(path, script);
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', path], {
      cwd: join(import.meta.dirname, '../../..'),
    });
    expect(signal).toBe('SIGKILL');
    expect(stored()).not.toContain('killed');
    expect(stored().filter((name) => name.startsWith('.import-')).length).toBe(2);
    await importOf(folderOf(smallFolder()), { name: 'killed' });
    expect(stored().filter((name) => name.startsWith('.import-')).length).toBe(1);
    expect(openDataset(home, 'killed').items.count).toBe(4);
    expect(readdirSync(join(home, 'datasets', 'killed')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
