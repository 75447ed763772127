/** A study that is rated on several machines: one store for each. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportAnswers } from '../../../../evaluations/records/portable/export-answers.ts';
import { exportStudy } from '../../../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../../../evaluations/records/portable/import-study.ts';
import type { CarriedStudy } from '../../../../evaluations/records/portable/carried-study.ts';
import { unseal } from '../../../../evaluations/records/portable/sealed-file.ts';
import { mergeAnswers } from '../../../../evaluations/records/portable/merge-answers.ts';
import { readJudgedStudy } from '../../../../evaluations/records/judged-study.ts';
import { recordJudgement, undoJudgement } from '../../../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../../../evaluations/records/open-records.ts';
import { answerPractice, beginSitting } from '../../../../evaluations/records/practice.ts';
import { type Trial, raterTurn } from '../../../../evaluations/records/rater-turn.ts';
import { studyReport } from '../../../../evaluations/records/study-report.ts';
import { closeStudy, showStudy } from '../../../../evaluations/records/studies.ts';
import { aStudy } from '../a-study.ts';

const start = Date.parse('2026-01-01T09:00:00Z');
const at = (minutes: number): Date => new Date(start + minutes * 60_000);
const noPictures = (): null => null;

let folders: string[];
let home: Records;
beforeEach(() => {
  folders = [];
  home = machine();
});
afterEach(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function machine(): Records {
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-travels-'));
  folders.push(folder);
  return openRecords(join(folder, 'studies.sqlite'));
}
const sent = (): Buffer => exportStudy(home, 'study', noPictures).bytes;
const take = (records: Records, bytes: Uint8Array = sent()) =>
  importStudy(records, { bytes, file: 'a.pinwise-study', now: at(0) });
const merge = (bytes: Uint8Array, study = 'study') =>
  mergeAnswers(home, { study, bytes, file: 'a.pinwise-answers' });

type Choose = (trial: Trial) => 'left' | 'right' | 'equal';
/** The arm whose items start with `letter`, or gold's better one. */
const prefer =
  (letter: string): Choose =>
  ({ left }) =>
    left[0].id[0] === letter || left[0].id[0] === '+' ? 'left' : 'right';

function rate(records: Records, rater: string, count: number, choose: Choose, minute = 1): void {
  const [{ name }] = showAll(records);
  for (let i = 0; i < count; i++) {
    const now = at(minute + i);
    const { trial } = raterTurn(records, name, rater, now, { trialsOnly: true });
    if (!trial) return;
    recordJudgement(records, {
      study: name,
      rater,
      question: trial.question,
      choice: choose(trial),
      ms: 700,
      now,
    });
  }
}
const showAll = (records: Records) =>
  records.db.prepare('SELECT name FROM studies').all() as { name: string }[];

describe('a study that travels', () => {
  it('asks there what it asks here, and brings back what was preferred', () => {
    aStudy(home, at(0), { gold: 4, repeats: 3, questions: 20 });
    const there = machine();
    expect(take(there)).toMatchObject({ study: 'study', questions: 27, known: false });
    rate(there, 'ada', 99, prefer('x'));
    expect(merge(exportAnswers(there, 'study').bytes)).toMatchObject({ added: 27, known: 0, judgements: 27 });
    const { judgements, gold, repeats } = readJudgedStudy(home, 'study');
    expect(judgements.map(({ preference }) => preference)).toEqual(new Array(20).fill('a'));
    expect(gold.every(({ right }) => right)).toBe(true);
    expect(repeats.map(({ first, again }) => first + again)).toEqual(new Array(3).fill('aa'));
    expect(studyReport(home, 'study').pairs[0]).toMatchObject({ win: 20, lose: 0, inconclusive: 0 });
  });

  it('gives the same report in whatever order answers come, however often', () => {
    aStudy(home, at(0), { questions: 15 });
    const file = sent();
    const raters: Choose[] = [
      prefer('x'),
      prefer('y'),
      ({ query }) => (query.id.length > 2 ? 'equal' : 'left'),
    ];
    const answers = raters.map((choose, i) => {
      const there = machine();
      take(there, file);
      rate(there, 'ada', 15, choose, 1 + i);
      return exportAnswers(there, 'study').bytes;
    });
    rate(home, 'ada', 15, prefer('y'), 200);
    const stored = home;
    const reports = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 1, 0, 2, 0],
      [2, 0, 2, 1],
    ].map((order) => {
      home = copyOf(stored);
      for (const i of order) merge(answers[i]);
      const report = studyReport(home, 'study');
      expect(report.judgements).toBe(60);
      // The same name on four machines is four raters.
      expect(new Set(report.raters.map(({ rater }) => rater)).size).toBe(4);
      return report;
    });
    for (const report of reports.slice(1)) expect(report).toEqual(reports[0]);
  });

  it('carries on: later answers and what was taken back come with the next file, in either order', () => {
    aStudy(home, at(0), { questions: 10 });
    const there = machine();
    take(there);
    rate(there, 'ada', 4, prefer('x'));
    const early = exportAnswers(there, 'study').bytes;
    undoJudgement(there, { study: 'study', rater: 'ada', now: at(50) });
    rate(there, 'ada', 99, prefer('y'), 60);
    const late = exportAnswers(there, 'study').bytes;
    const stored = home;
    const results = [
      [early, late],
      [late, early],
    ].map((files) => {
      home = copyOf(stored);
      for (const bytes of files) merge(bytes);
      return readJudgedStudy(home, 'study').judgements;
    });
    expect(results[0]).toHaveLength(10);
    expect(results[0].filter(({ preference }) => preference === 'a')).toHaveLength(3);
    expect(results[1]).toEqual(results[0]);
  });

  it('gives feedback on practice there', () => {
    aStudy(home, at(0), { practice: 8 });
    const there = machine();
    take(there);
    beginSitting(there, 'study', 'ada', at(1));
    for (let i = 0; i < 8; i++) {
      const { trial } = raterTurn(there, 'study', 'ada', at(1));
      const answer = {
        study: 'study',
        rater: 'ada',
        question: trial!.question,
        choice: prefer('+')(trial!),
        ms: 1,
      };
      expect(answerPractice(there, { ...answer, now: at(1) }).right).toBe(true);
    }
  });

  it('practises grades there as here, and tells no arm by it', () => {
    aStudy(home, at(0), { practice: 6, trial: 'grade', questions: 8 });
    const shown = ['here', 'there'].map((where) => {
      const records = where === 'here' ? home : machine();
      if (where === 'there') take(records);
      beginSitting(records, 'study', 'ada', at(1));
      return Array.from({ length: 6 }, () => {
        const { trial } = raterTurn(records, 'study', 'ada', at(1));
        const [{ id }] = trial!.left;
        expect(trial!.right).toEqual([]);
        const given = { study: 'study', rater: 'ada', question: trial!.question, choice: '3' as const };
        const { right, accepted } = answerPractice(records, { ...given, ms: 1, now: at(1) });
        expect(right).toBe(id.startsWith('+'));
        expect(accepted).toEqual(right ? ['2', '3'] : ['0', '1']);
        return id;
      });
    });
    expect([...shown[1]].sort()).toEqual([...shown[0]].sort());
    const { 'study.json': content } = unseal(sent(), 'study', 'a.pinwise-study').parts;
    const { questions } = JSON.parse(new TextDecoder().decode(content)) as CarriedStudy;
    for (const { kind, graded } of questions) if (kind !== 'practice') expect(graded).toBeNull();
  });

  it('is there once, under a name that is free, and reports nothing there', () => {
    aStudy(home, at(0));
    const there = machine();
    aStudy(there, at(0), { seed: 99 });
    const file = sent();
    expect(take(there, file)).toMatchObject({ study: 'study-2', known: false });
    expect(take(there, file)).toMatchObject({ study: 'study-2', known: true });
    expect(showStudy(there, 'study-2')).toMatchObject({ imported: true, arms: [] });
    expect(() => studyReport(there, 'study-2')).toThrow('came from another machine');
    expect(() => take(home, file)).toThrow('was made on this machine');
    expect(() => exportStudy(there, 'study-2', noPictures)).toThrow('came from another machine');
  });

  it('brings its pictures', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    aStudy(home, at(0));
    home.db.exec(
      `UPDATE questions SET shown = replace(shown, '"picture":null', '"picture":"pictures/demo/7"')`,
    );
    const there = machine();
    take(there, exportStudy(home, 'study', (address) => (address === 'pictures/demo/7' ? png : null)).bytes);
    const { trial } = raterTurn(there, 'study', 'ada', at(0), { trialsOnly: true });
    const { hash } = showStudy(there, 'study');
    expect(trial!.query.picture).toBe(`study-pictures/${hash}/0`);
    expect([...readFileSync(join(there.path, '..', trial!.query.picture!))]).toEqual([...png]);
  });
});

describe('what is refused', () => {
  it('a study or answers with any byte changed, or cut short', () => {
    aStudy(home, at(0), { questions: 4 });
    const there = machine();
    take(there);
    rate(there, 'ada', 4, prefer('x'));
    const empty = machine();
    const files: [Buffer, (bytes: Uint8Array) => unknown][] = [
      [sent(), (bytes) => take(empty, bytes)],
      [exportAnswers(there, 'study').bytes, (bytes) => merge(bytes)],
    ];
    for (const [bytes, use] of files) {
      const step = Math.ceil(bytes.length / 150);
      for (let i = 0; i < bytes.length; i += i < 250 ? 7 : step) {
        const changed = Buffer.from(bytes);
        changed[i] ^= 1 << (i % 8);
        expect(() => use(changed), `byte ${i}`).toThrow(/a\.pinwise-(study|answers)/);
        if (i > 0) expect(() => use(bytes.subarray(0, i)), `cut at ${i}`).toThrow(/a\.pinwise-/);
      }
    }
    expect(readJudgedStudy(home, 'study').judgements).toHaveLength(0);
  });

  it('answers to another study, a study where answers belong, and a closed study', () => {
    aStudy(home, at(0));
    aStudy(home, at(0), { name: 'other', seed: 5 });
    const there = machine();
    take(there);
    rate(there, 'ada', 2, prefer('x'));
    const answers = exportAnswers(there, 'study').bytes;
    expect(() => merge(answers, 'other')).toThrow('holds answers to another study');
    expect(() => merge(sent())).toThrow('holds a study, not answers');
    closeStudy(home, 'study', at(9));
    expect(() => merge(answers)).toThrow('closed');
    expect(() => exportStudy(home, 'study', noPictures)).toThrow('closed');
  });

  it('a file that says something else of a judgement than is stored, and nothing of it is taken', () => {
    aStudy(home, at(0));
    const there = machine();
    take(there);
    rate(there, 'ada', 3, prefer('x'));
    merge(exportAnswers(there, 'study').bytes);
    rate(there, 'ada', 3, prefer('x'), 20);
    // The same machine, so that the seal is good.
    there.db.exec("UPDATE judgements SET choice = 'equal' WHERE id = 1");
    expect(() => merge(exportAnswers(there, 'study').bytes)).toThrow('tampered');
    expect(readJudgedStudy(home, 'study').judgements).toHaveLength(3);
  });
});

describe('blindness of the file', () => {
  const contentOf = (bytes: Buffer): string =>
    Object.values(unzipSync(bytes.subarray(bytes.indexOf('\n') + 1)))
      .map((part) => Buffer.from(part).toString('utf8'))
      .join('\n');

  it('holds no name of a run or preset, no checkpoint and no kind of question that is not practice', () => {
    aStudy(home, at(0), {
      name: 'run-x-against-y',
      title: 'Is run x better than run y?',
      gold: 5,
      repeats: 5,
    });
    home.db.exec("UPDATE studies SET name = 'run x'");
    const text = contentOf(exportStudy(home, 'run x', noPictures).bytes);
    expect(text).toContain('title of q3');
    expect(text).not.toMatch(/run x|run y|sha of|"kind":"gold"|lineage|expected":"/i);
  });

  it('mixes the sides by coins that nobody else has', () => {
    aStudy(home, at(0), { questions: 200 });
    const { questions } = JSON.parse(contentOf(sent())) as { questions: { a: { id: string }[] }[] };
    const first = questions.filter(({ a }) => a[0].id.startsWith('x')).length;
    // 200 coins: more than 3.9 standard deviations from 100 once in 10,000.
    expect(Math.abs(first - 100)).toBeLessThan(28);
    const again = machine();
    aStudy(again, at(0), { questions: 200 });
    home = again;
    expect(contentOf(sent())).not.toBe(JSON.stringify(questions));
  });
});

function copyOf(records: Records): Records {
  const copy = machine();
  copy.close();
  records.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const { path } = copy;
  rmSync(path);
  records.db.exec(`VACUUM INTO '${path}'`);
  return openRecords(path);
}
