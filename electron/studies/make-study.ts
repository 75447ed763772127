import type * as z from 'zod';
import { PLAIN_TITLES } from '../../evaluations/design/plain-title.ts';
import { createStudy } from '../../evaluations/records/create-study.ts';
import type { Records } from '../../evaluations/records/open-records.ts';
import { type StudySummary, listStudies } from '../../evaluations/records/studies.ts';
import { StudyDesign } from '../contract/studies.ts';
import type { Control } from '../processes/engine-process.ts';

/** A design from a window; what it leaves out has its default. */
export type WantedStudy = Omit<z.input<typeof StudyDesign>, Filled> & Partial<Pick<StudyDesign, Filled>>;
type Filled = 'name' | 'title' | 'seed';

/**
 * Makes a study: has the engine draw its questions, and freezes them.
 * @throws PinwiseError `different-data`, and whatever engine and records refuse
 */
export async function makeStudy(
  records: Records,
  engine: Pick<Control, 'call'>,
  wanted: WantedStudy,
  now: Date,
): Promise<StudySummary> {
  const design = complete(wanted, listStudies(records));
  const { runs, trial, k, questions, seed, sampling, gold, practice } = design;
  const drawn = await engine.call('studies.questions', {
    ...{ runs, trial, k, questions, seed, sampling, gold, practice },
  });
  return createStudy(records, {
    ...drawn,
    // Where fewer queries can be asked, the design says what is asked.
    design: {
      ...design,
      questions: drawn.comparisons.length,
      gold: drawn.gold.length,
      practice: drawn.practice.length,
    },
    now,
  });
}

/** Fills in what the person left out: the next free name, a title that names no run (raters see it), seed 0. */
function complete(wanted: WantedStudy, studies: readonly StudySummary[]): StudyDesign {
  const taken = new Set(studies.map(({ name }) => name.toLowerCase()));
  let number = studies.length + 1;
  while (taken.has(`study-${number}`)) number++;
  return StudyDesign.parse({
    ...wanted,
    name: wanted.name ?? `study-${number}`,
    title: wanted.title?.trim() || PLAIN_TITLES[wanted.trial],
    seed: wanted.seed ?? 0,
  });
}
