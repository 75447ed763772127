import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { PLAIN_TITLES } from '../../../evaluations/design/plain-title.ts';
import { TRIAL_KINDS } from '../../../evaluations/design/question.ts';
import { RATER_FLAGS } from '../../../evaluations/design/rater-flag.ts';
import { DESIGN_DEFAULTS, MAX_RUNS, type StudyDesign } from '../../../evaluations/design/study-design.ts';
import { DatasetName } from '../../contract/datasets.ts';
import { PinwiseError } from '../../contract/rpc.ts';

const share = z.number().min(0).max(1);

/** A design as somebody writes it down; what is left out has its default. */
const Design = z.strictObject({
  name: DatasetName,
  title: z.string().min(1),
  runs: z.array(z.string()),
  trial: z.enum(TRIAL_KINDS),
  k: z.number().int().min(1).max(20),
  questions: z.number().int().min(1).max(5000),
  judgements: z.number().int().min(1).max(50),
  seed: z.number().int().min(0),
  sampling: z.enum(['uniform', 'degree', 'category', 'disagreement']),
  equal: z.enum(['one', 'split']),
  consensus: share,
  gold: z.number().int().min(0).max(500),
  repeats: z.number().int().min(0).max(500),
  practice: z.number().int().min(0).max(50),
  instructions: z.string(),
  consent: z.string(),
  breakEvery: z.number().int().min(0),
  gapMinutes: z.number().int().min(0),
  exclude: z.strictObject({
    goldBelow: share.nullable().default(null),
    selfAgreementBelow: share.nullable().default(null),
    flags: z.array(z.enum(RATER_FLAGS)).default([]),
  }),
  stop: z.enum(['all', 'anytime']),
  version: z.number().int().min(1),
  revises: z.string().nullable(),
});
export type GivenDesign = Partial<z.infer<typeof Design>>;

const defaults = {
  ...DESIGN_DEFAULTS,
  trial: 'pair',
  k: 10,
  questions: 50,
  judgements: 1,
  seed: 0,
} as const;

/** @throws PinwiseError `bad-design` naming the file and what is wrong in it */
export function readDesign(file: string): GivenDesign {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why =
      cause instanceof SyntaxError
        ? 'is not JSON'
        : `cannot be read (${(cause as NodeJS.ErrnoException).code})`;
    throw new PinwiseError('bad-design', `${file} ${why}`, { cause });
  }
  return checked(Design.partial(), content, `${file}: `);
}

/**
 * The whole design: what was given, defaults for the rest.
 * @param freeName of a study that has none given
 * @throws PinwiseError `bad-design`
 */
export function studyDesign(given: GivenDesign, freeName: () => string): StudyDesign {
  const runs = given.runs ?? [];
  if (runs.length > MAX_RUNS) {
    throw new PinwiseError('bad-design', `a study compares at most ${MAX_RUNS} runs, not ${runs.length}`);
  }
  if (runs.length < 2 || new Set(runs).size < runs.length) {
    throw new PinwiseError('bad-design', 'a study needs two or more different runs: --runs A,B');
  }
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const whole = checked(
    Design,
    {
      ...defaults,
      title: PLAIN_TITLES[given.trial ?? defaults.trial],
      ...stated,
      name: given.name ?? freeName(),
    },
    '',
  );
  if (whole.trial === 'grade' && whole.equal === 'split') {
    throw new PinwiseError('bad-design', 'grades say how good each answer is: leave "equal" out');
  }
  return whole;
}

function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  const wrong =
    issue.code === 'unrecognized_keys'
      ? `there is no setting "${issue.keys[0]}"; there is ${settingsAt(issue.path).join(', ')}`
      : issue.message;
  throw new PinwiseError('bad-design', `${where}${name}${wrong}`);
}

const settingsAt = ([group]: readonly PropertyKey[]): string[] =>
  Object.keys(group === 'exclude' ? Design.shape.exclude.shape : Design.shape);
