/** `pinwise study report STUDY --to DIR`: the report as a page and as data, the judgements in three formats. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VotesReport } from '../../../evaluations/analysis/analyse-votes.ts';
import type { StudyReport } from '../../../evaluations/analysis/study-report.ts';
import { openRecords } from '../../../evaluations/records/open-records.ts';
import { studyPage } from '../../../evaluations/records/report-page.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import { pageSources } from '../../../engine/cli/study/page-sources.ts';
import { sniffPicture } from '../../../engine/features/sniff-picture.ts';
import { type JudgedStore, judgedStore } from '../../evaluations/records/judged-store.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

let store: JudgedStore;
let home: string;
let to: string;
beforeAll(() => {
  store = judgedStore({ raters: ['Ada', 'Grace', 'Ben'] }, { gold: 2, repeats: 2, questions: 30 });
  home = dirname(store.path);
  process.env.PINWISE_HOME = home;
  to = join(home, 'out');
});
afterAll(() => store.remove());

describe('a report written to a folder', () => {
  it('is a page, its data, and the judgements three times', async () => {
    const { files } = (await jsonOf(['study', 'report', 'look', '--to', to])) as { files: string[] };
    expect(readdirSync(to).sort()).toEqual([
      'judgements.csv',
      'judgements.jsonl',
      'judgements.parquet',
      'report.html',
      'report.json',
    ]);
    expect(files.every((file) => file.startsWith(to))).toBe(true);
  });

  it('is the report that the store gives when it is opened again', async () => {
    const before = studyReport(store.records, 'look');
    const again = openRecords(store.path);
    const written = JSON.parse(readFileSync(join(to, 'report.json'), 'utf8')) as StudyReport;
    expect(written).toEqual(JSON.parse(JSON.stringify(studyReport(again, 'look'))));
    expect(written).toEqual(JSON.parse(JSON.stringify(before)));
    const page = await studyPage(again, 'look', {
      ...{ now: new Date('2026-03-01T12:00:00Z'), version: '0.0.0-test' },
      ...pageSources(home, new AbortController().signal),
    });
    expect(readFileSync(join(to, 'report.html'), 'utf8')).toBe(page);
    again.close();
  });

  it.each(['csv', 'jsonl', 'parquet'])(
    'gives the same verdict when its %s is analysed as a file from elsewhere',
    async (format) => {
      const { studies } = (await jsonOf(['analyze', join(to, `judgements.${format}`)])) as {
        studies: VotesReport[];
      };
      const [{ win, lose, questions, drawsByConstruction }] = studyReport(store.records, 'look').pairs;
      expect(studies[0].pairs[0]).toMatchObject({ win, lose, questions: questions - drawsByConstruction });
    },
  );

  it('says in its help where a PDF comes from', async () => {
    const { out } = await pinwiseIn(['study', 'report', '--help']);
    expect(out).toMatch(/PDF .* window/);
  });
});

describe('pictures for a page', () => {
  const stored = (row: number, bytes: Uint8Array | string): void => {
    mkdirSync(join(home, 'datasets', 'demo', 'pictures', '0'), { recursive: true });
    writeFileSync(join(home, 'datasets', 'demo', 'pictures', '0', String(row)), bytes);
  };
  const drawing = (more = ''): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/>${more}</svg>`;
  const { picture } = {
    picture: (address: string) => pageSources(home, new AbortController().signal).picture(address),
  };

  it('come as they are where they are small', async () => {
    stored(1, drawing());
    const found = await picture('pictures/demo/1');
    expect(found).toBe(`data:image/svg+xml;base64,${Buffer.from(drawing()).toString('base64')}`);
  });

  it('come as small copies where they are large', async () => {
    stored(2, drawing(`<!-- ${'large '.repeat(50_000)} -->`));
    const found = await picture('pictures/demo/2');
    expect(found).toMatch(/^data:image\/png;base64,/);
    const bytes = Buffer.from(found!.split(',')[1], 'base64');
    expect(sniffPicture(bytes)).toEqual({ kind: 'png', width: 224, height: 224 });
    expect(bytes.length).toBeLessThan(10_000);
  });

  it.each(['pictures/demo/3', 'pictures/../../1', 'pictures/demo/1.svg', 'https://example.com/1', ''])(
    'are none at %s',
    async (address) => {
      stored(4, 'no picture');
      expect(await picture(address)).toBeNull();
      expect(await picture('pictures/demo/4')).toBeNull();
    },
  );
});
