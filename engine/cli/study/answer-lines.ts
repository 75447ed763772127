import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { CHOICES } from '../../../evaluations/analysis/judgement.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import type { Environment } from '../environment.ts';
import { isSystemError } from '../system-error.ts';

const AnswerLine = z.object({
  question: z.string(),
  choice: z.enum([...CHOICES.one, ...CHOICES.split, ...CHOICES.grade]),
  ms: z.number().int().min(0).nullable().default(null),
});
/** `where`: file and line, for messages. */
export type AnswerLine = z.infer<typeof AnswerLine> & { where: string };

/**
 * Answers of a scripted rater, as they come; blank lines are skipped.
 * @param file JSON Lines; standard input where undefined
 * @throws PinwiseError `bad-answers` naming file and line
 */
export async function* answerLines(
  file: string | undefined,
  { stdin, signal }: Pick<Environment, 'stdin' | 'signal'>,
): AsyncGenerator<AnswerLine> {
  const name = file ?? 'standard input';
  let row = 0;
  try {
    const input = file ? createReadStream(file) : stdin;
    // The signal closes the reader also while it waits for a line.
    for await (const text of createInterface({ input, signal })) {
      row++;
      if (text.trim() !== '') yield parse(text, `${name} line ${row}`);
    }
    signal.throwIfAborted();
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new PinwiseError('bad-answers', `${name} cannot be read (${cause.code})`, { cause });
  }
}

function parse(text: string, where: string): AnswerLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PinwiseError('bad-answers', `${where} is not JSON`, { cause });
  }
  const checked = AnswerLine.safeParse(value);
  if (checked.success) return { ...checked.data, where };
  const [{ path, message }] = checked.error.issues;
  throw new PinwiseError('bad-answers', `${where}: ${path.join('.') || 'the line'}: ${message}`);
}
