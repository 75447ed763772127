import type { Answer } from './contract/bridge.ts';

type ErrorData = Extract<Answer<never>, { ok: false }>['error'];

/** What the file system says, in words. */
const system: Record<string, [code: string, message: string]> = {
  ENOSPC: ['disk-full', 'the disk is full: nothing was written; free some space and try again'],
  EDQUOT: ['disk-full', 'your disk quota is used up: nothing was written; free some space and try again'],
  EROFS: ['disk-read-only', 'the disk can only be read: nothing was written'],
  EACCES: ['no-permission', 'there is no permission to write there: nothing was written'],
  EPERM: ['no-permission', 'there is no permission to write there: nothing was written'],
};

/** An error as a window gets it. Errors of ours carry a code of ours; anything else is `internal`. */
export function asData(error: unknown): ErrorData {
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
  const { code, details } = error as { code?: unknown; details?: unknown };
  if (typeof code !== 'string') return { code: 'internal', message: error.message };
  if (Object.hasOwn(system, code)) {
    const [known, message] = system[code];
    return { code: known, message };
  }
  const ours = /^[a-z]+(-[a-z]+)*$/.test(code);
  return {
    code: ours ? code : 'internal',
    message: error.message,
    ...(details === undefined ? {} : { details }),
  };
}
