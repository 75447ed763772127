import { compareAnswers } from '../../../evaluations/design/compare-answers.ts';
import { createStudy } from '../../../evaluations/records/create-study.ts';
import { openRecords } from '../../../evaluations/records/open-records.ts';

/** Makes the study `durable` with that many questions, none of them a draw by construction; returns their names. */
export function durableStudy(path: string, questions: number, seed = 0): string[] {
  const records = openRecords(path);
  const item = (id: string) => ({ id, title: id, picture: null });
  const answers = (arm: string) =>
    Array.from({ length: questions }, (_, i) => ({ query: item(`i${i}`), items: [item(`${arm}${i}`)] }));
  createStudy(records, {
    design: {
      ...{ name: 'durable', title: 'Durable', runs: ['x', 'y'], trial: 'pair', k: 1 },
      ...{ questions, judgements: 1, seed },
    },
    arms: [
      { run: 'x', preset: 'pinsage', checkpoint: 'x' },
      { run: 'y', preset: 'visual', checkpoint: 'y' },
    ],
    dataset: 'any',
    comparisons: compareAnswers([answers('a'), answers('b')]),
    now: new Date(),
  });
  records.close();
  return Array.from({ length: questions }, (_, i) => `q${String(i + 1).padStart(4, '0')}`);
}
