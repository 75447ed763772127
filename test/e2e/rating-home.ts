/** A home with one study, made without an engine: pictures, practice, an earlier rater, telling names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { picturePath, studiesPath } from '../../engine/contract/store-layout.ts';
import { createStudy } from '../../evaluations/records/create-study.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { openRecords } from '../../evaluations/records/open-records.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';

/** Names that occur nowhere else, so that each place that holds one is a leak. */
const zebra = { run: 'zebra-run-1', preset: 'zebrapreset', checkpoint: 'ab12'.repeat(16) };
const quokka = { run: 'quokka-run-2', preset: 'quokkapreset', checkpoint: 'cd34'.repeat(16) };
export const study = `${zebra.run}-against-${quokka.run}`;
const title = 'Does the zebra-run-1 win?';
const earlier = 'Grace Earlier';
export const questions = 24;
/** What the answers of either are like. */
const liked = { popularity: 7.31415926, similarity: 0.51828 };
const other = { popularity: 3.27182818, similarity: 0.41421 };

/** What no rater may find; to these come the name and the hash of the study. */
export const secrets = [
  ...[zebra, quokka].flatMap(({ run, preset, checkpoint }) => [run, preset, checkpoint.slice(0, 12)]),
  ...[title, earlier, 'zebra-config', 'quokka-config', 'fingerprint-of-data'],
  ...[liked, other].flatMap((of) => Object.values(of).map(String)),
];

/** Row of the picture of what zebra (1) or quokka (2) answers to a query (0). */
const row = (question: number, which: 0 | 1 | 2): number => 3 * question + which;
/** Which of the two an item is an answer of; null for what both have in common. */
export const answerOf = (id: string): 'zebra' | 'quokka' | null => {
  const number = Number(id.slice(1));
  return number >= 3 * questions || number % 3 === 0 ? null : number % 3 === 1 ? 'zebra' : 'quokka';
};

interface Made {
  /** Zebra is arm b; all else is the same. */
  swapped?: boolean;
  /** One item at a time, two of them for practice. */
  graded?: boolean;
}

/** Returns the study's hash. */
export function makeRatingHome(home: string, { swapped = false, graded = false }: Made = {}): string {
  mkdirSync(home, { recursive: true });
  const rows = 3 * questions + 3;
  for (let at = 0; at <= rows; at++) writePicture(home, at);
  const item = (at: number) => ({ id: `i${at}`, title: `item ${at}`, picture: `pictures/dots/${at}` });
  const arms = [zebra, quokka].map((arm) => ({
    ...arm,
    lineage: {
      ...{ config: { note: `${arm.run.split('-')[0]}-config` }, seed: 1, data: 'fingerprint-of-data' },
      ...{ split: null, backend: 'wasm', version: '0.1.0' },
    },
  }));
  if (swapped) arms.reverse();
  const known = { query: item(rows - 3), better: [item(rows - 2)], worse: [item(rows - 1)] };
  const practice = graded ? [{ ...known, query: item(rows) }, known] : [known];
  const records = openRecords(join(home, studiesPath));
  try {
    const now = new Date();
    const { hash } = createStudy(records, {
      design: {
        ...{ name: study, title, runs: arms.map(({ run }) => run), k: 1, questions, seed: 5 },
        trial: graded ? 'grade' : 'pair',
        ...{ judgements: 2, practice: practice.length, breakEvery: 10, gold: 0, repeats: 6 },
      },
      arms,
      dataset: 'dots',
      comparisons: Array.from({ length: questions }, (_, at) => {
        const sides = [[item(row(at, 1))], [item(row(at, 2))]];
        const [a, b] = swapped ? sides.reverse() : sides;
        const covariates = swapped ? { a: other, b: liked } : { a: liked, b: other };
        return { pair: ['a', 'b'] as ['a', 'b'], query: item(row(at, 0)), a, b, covariates };
      }),
      practice,
      now,
    });
    // Two who came before: with them the raters of the test are a counterbalanced couple again.
    for (const rater of [earlier, `${earlier} II`]) {
      const { trial } = raterTurn(records, study, rater, now, { trialsOnly: true });
      const choice = graded ? '1' : 'left';
      recordJudgement(records, { study, rater, question: trial!.question, choice, ms: 900, now });
    }
    return hash;
  } finally {
    records.close();
  }
}

function writePicture(home: string, at: number): void {
  const path = join(home, ...picturePath('dots', at).split('/'));
  mkdirSync(dirname(path), { recursive: true });
  const circle = `<circle cx="50" cy="50" r="${20 + (at % 25)}" fill="hsl(${(at * 37) % 360} 60% 50%)"/>`;
  writeFileSync(path, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${circle}</svg>`);
}
