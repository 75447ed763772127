/** What a file must not tell: which questions are gold. Raters who knew would pass for reliable. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Records, openRecords } from '../../../../evaluations/records/open-records.ts';
import type {
  CarriedQuestion,
  CarriedStudy,
} from '../../../../evaluations/records/portable/carried-study.ts';
import { exportStudy } from '../../../../evaluations/records/portable/export-study.ts';
import { unseal } from '../../../../evaluations/records/portable/sealed-file.ts';
import { random, shuffle } from '../../../../evaluations/random.ts';
import { aStudy } from '../a-study.ts';

const GOLD = 10;
const now = new Date('2026-01-01');
let folder: string;
let home: Records;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinwise-hidden-'));
  home = openRecords(join(folder, 'studies.sqlite'));
  aStudy(home, now, {
    ...{ questions: 40, gold: GOLD },
    exclude: {
      goldBelow: 0.7,
      selfAgreementBelow: null,
      flags: ['fails-gold'],
    },
    stop: 'anytime',
  });
});
afterEach(() => {
  home.close();
  rmSync(folder, { recursive: true, force: true });
});

const carried = (pictureOf: () => Uint8Array | null = () => null): CarriedStudy => {
  const { parts } = unseal(exportStudy(home, 'study', pictureOf).bytes, 'study', 'a.pinwise-study');
  return JSON.parse(new TextDecoder().decode(parts['study.json'])) as CarriedStudy;
};
const isGold = ({ query }: CarriedQuestion): boolean => query.id.startsWith('gold');
/** Of `GOLD` guesses among 50 questions two are right by luck, seven or more once in 16,000. */
const LUCK = 7;

it('the numbers of the pictures', () => {
  for (const { id, shown } of home.db.prepare('SELECT id, shown FROM questions').all() as {
    id: number;
    shown: string;
  }[]) {
    let picture = 0;
    const own = shown.replaceAll('null', () => `"pictures/demo/${10 * id + picture++}"`);
    home.db.prepare('UPDATE questions SET shown = ? WHERE id = ?').run([own, id]);
  }
  const numberOf = ({ query }: CarriedQuestion): number => Number(query.picture!.split('/').at(-1));
  const { questions } = carried(() => Uint8Array.of(1));
  const last = questions.sort((x, y) => numberOf(y) - numberOf(x)).slice(0, GOLD);
  expect(questions.filter(isGold)).toHaveLength(GOLD);
  expect(last.filter(isGold).length).toBeLessThan(LUCK);
});

it('the seed, by which the names of the questions were dealt', () => {
  const { questions, design } = carried();
  const namedBy = (seed: number): number => {
    const numbers = shuffle(
      questions.map((_, i) => i + 1),
      random(seed, 'names'),
    ).slice(-GOLD);
    return questions.filter((row) => numbers.includes(Number(row.question.slice(1))) && isGold(row)).length;
  };
  // This is how it would be found out.
  expect(namedBy(4)).toBe(GOLD);
  expect(namedBy(design.seed)).toBeLessThan(LUCK);
  expect(carried().design.seed).toBe(design.seed);
});

it('the design: what is not needed for rating stays at home', () => {
  expect(Object.keys(carried().design).sort()).toEqual(
    [
      ...['breakEvery', 'consent', 'equal', 'gapMinutes', 'instructions', 'judgements', 'k'],
      ...['practice', 'questions', 'repeats', 'seed', 'title', 'trial'],
    ].sort(),
  );
});
