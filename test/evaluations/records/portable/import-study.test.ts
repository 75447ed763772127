import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordJudgement } from '../../../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../../../evaluations/records/open-records.ts';
import { exportStudy } from '../../../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../../../evaluations/records/portable/import-study.ts';
import { makeKey, seal, unseal } from '../../../../evaluations/records/portable/sealed-file.ts';
import { raterTurn } from '../../../../evaluations/records/rater-turn.ts';
import { listStudies } from '../../../../evaluations/records/studies.ts';
import { aStudy } from '../a-study.ts';

const now = new Date('2026-01-01');
const picture = Uint8Array.of(1, 2, 3);
let folder: string;
let home: Records;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinwise-import-'));
  home = machine('home');
  aStudy(home, now, { questions: 60 });
  home.db.exec(`UPDATE questions SET shown = replace(shown, 'null', '"pictures/demo/7"')`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const machine = (name: string): Records =>
  openRecords(join(mkdtempSync(join(folder, name)), 'studies.sqlite'));
const sent = (): Buffer => exportStudy(home, 'study', () => picture).bytes;
const take = (records: Records, bytes: Uint8Array) =>
  importStudy(records, { bytes, file: 'a.pinwise-study', now });

/** Sealed again by somebody else, with another picture and, where given, another design. */
function forged(design: object = {}): Buffer {
  const { parts } = unseal(sent(), 'study', 'a.pinwise-study');
  const study = JSON.parse(new TextDecoder().decode(parts['study.json'])) as {
    design: object;
  };
  const content = JSON.stringify({
    ...study,
    design: { ...study.design, ...design },
  });
  const other = {
    'study.json': new TextEncoder().encode(content),
    'pictures/0': Uint8Array.of(9),
  };
  return seal('study', { ...parts, ...other }, makeKey());
}

it('leaves a study that is here already as it is, its pictures too', () => {
  const there = machine('there');
  take(there, sent());
  const { trial } = raterTurn(there, 'study', 'ada', now, { trialsOnly: true });
  expect(take(there, forged())).toMatchObject({ study: 'study', known: true });
  expect(Uint8Array.from(readFileSync(join(there.path, '..', trial!.query.picture!)))).toEqual(picture);
});

it.each<[string, unknown]>([
  ['k', 0],
  ['judgements', 0],
  ['seed', -1],
  ['title', 7],
  ['consent', 'x'.repeat(20_001)],
])('refuses a design whose %s none made here could have', (name, value) => {
  const there = machine('there');
  expect(() => take(there, forged({ [name]: value }))).toThrow('a.pinwise-study does not hold a study');
  expect(listStudies(there)).toEqual([]);
});

it('deals the sides anew on each machine, so that its first raters do not all see the same', () => {
  const bytes = sent();
  const [one, other] = ['one', 'other'].map((name) => {
    const there = machine(name);
    take(there, bytes);
    for (let i = 0; i < 60; i++) {
      const { question } = raterTurn(there, 'study', 'ada', now, {
        trialsOnly: true,
      }).trial!;
      recordJudgement(there, {
        study: 'study',
        rater: 'ada',
        question,
        choice: 'equal',
        ms: null,
        now,
      });
    }
    const sides = there.db
      .prepare(
        'SELECT side_of_a FROM judgements JOIN questions ON questions.id = question_id ORDER BY question',
      )
      .all() as { side_of_a: string }[];
    return sides.map(({ side_of_a }) => side_of_a);
  });
  const same = one.filter((side, i) => side === other[i]).length;
  // 60 coins: further from 30 than this once in 10,000.
  expect(Math.abs(same - 30)).toBeLessThan(16);
});
