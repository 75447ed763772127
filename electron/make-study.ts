import { askQueries } from '../evaluations/design/ask-queries.ts';
import { createStudy } from '../evaluations/records/create-study.ts';
import type { Records } from '../evaluations/records/open-records.ts';
import { type StudySummary, listStudies } from '../evaluations/records/studies.ts';
import { PinwiseError } from '../engine/contract/rpc.ts';
import type { StudyDesign } from './contract/studies.ts';
import type { Control } from './engine-process.ts';

export type WantedStudy = Partial<Pick<StudyDesign, 'name' | 'title' | 'seed'>> &
  Omit<StudyDesign, 'name' | 'title' | 'seed'>;

/**
 * Makes a study: asks the engine what both runs answer to a sample of queries, and freezes that.
 * @throws PinwiseError `different-data`, and whatever engine and records refuse
 */
export async function makeStudy(
  records: Records,
  engine: Pick<Control, 'call'>,
  wanted: WantedStudy,
  now: Date,
): Promise<StudySummary> {
  const runs = await Promise.all(wanted.runs.map((name) => engine.call('runs.show', { name })));
  const [a, b] = runs.map(({ summary }) => summary);
  if (a.dataset !== b.dataset) {
    throw new PinwiseError(
      'different-data',
      `${a.name} was trained on ${a.dataset} and ${b.name} on ${b.dataset}; a study compares two models of one data set`,
    );
  }
  const design = complete(wanted, listStudies(records), a.dataset);
  const { rows } = await engine.call('datasets.queries', { name: a.dataset });
  const k = design.trial === 'pair' ? 1 : design.k;
  const checkpoints = new Map<string, string>();
  const [answersA, answersB] = await askQueries(rows, design.questions, design.seed, async (queries) => {
    const [ofA, ofB] = await Promise.all(
      design.runs.map((name) => engine.call('runs.answers', { name, rows: queries, k })),
    );
    checkpoints.set(a.name, ofA.checkpoint).set(b.name, ofB.checkpoint);
    return [ofA.answers, ofB.answers];
  });
  return createStudy(records, {
    // Where fewer queries can be asked, the design says what is asked.
    design: { ...design, questions: answersA.length },
    arms: [
      { run: a.name, preset: a.preset, checkpoint: checkpoints.get(a.name)! },
      { run: b.name, preset: b.preset, checkpoint: checkpoints.get(b.name)! },
    ],
    dataset: a.dataset,
    answersA,
    answersB,
    now,
  });
}

/** Fills in what the person left out: the next free name, a title of the two runs, seed 0. */
function complete(wanted: WantedStudy, studies: readonly StudySummary[], dataset: string): StudyDesign {
  const taken = new Set(studies.map(({ name }) => name.toLowerCase()));
  let number = studies.length + 1;
  while (taken.has(`study-${number}`)) number++;
  const [a, b] = wanted.runs;
  return {
    ...wanted,
    name: wanted.name ?? `study-${number}`,
    title: wanted.title?.trim() || `${a} and ${b} on ${dataset}`,
    seed: wanted.seed ?? 0,
  };
}
