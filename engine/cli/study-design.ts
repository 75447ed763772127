import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { StudyDesign } from '../../evaluations/design/study-design.ts';
import { DatasetName } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';

/** A design as somebody writes it down; what is left out has its default. */
const Design = z.strictObject({
  name: DatasetName,
  title: z.string().min(1),
  runs: z.array(z.string()),
  trial: z.enum(['pair', 'lists']),
  k: z.number().int().min(1).max(20),
  questions: z.number().int().min(1).max(5000),
  judgements: z.number().int().min(1).max(50),
  seed: z.number().int().min(0),
});
export type GivenDesign = Partial<z.infer<typeof Design>>;

const defaults = {
  // No model's name in it: raters may see the title.
  title: 'Which is more related?',
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
  if (runs.length > 2) {
    throw new PinwiseError(
      'bad-design',
      `a study compares two runs in this version; ${runs.length} were named: ${runs.join(', ')}`,
    );
  }
  if (runs.length < 2 || runs[0] === runs[1]) {
    throw new PinwiseError('bad-design', 'a study needs two different runs: --runs A,B');
  }
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const whole = { ...defaults, ...stated, name: given.name ?? freeName() };
  return checked(Design, whole, '');
}

function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  const name = path.length > 0 ? `${path.join('.')}: ` : '';
  throw new PinwiseError('bad-design', `${where}${name}${message}`);
}
