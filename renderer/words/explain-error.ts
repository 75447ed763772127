/** An error as a person needs it: what happened, what is safe, what to do. */
import { PinwiseError } from '../../engine/contract/rpc.ts';

export interface Explanation {
  what: string;
  safe?: string;
  cure?: string;
}

const known: Record<string, Omit<Explanation, 'what'> & { what?: string }> = {
  'engine-gone': {
    what: 'The engine stopped while it was working on this.',
    safe: 'Nothing on disk was lost; it is being started again.',
    cure: 'Try again in a moment.',
  },
  'engine-failed': {
    safe: 'Your data, models and studies are on disk and whole.',
    cure: 'Close Pinwise and open it again.',
  },
  'asset-missing': { cure: 'Install Pinwise again, or run "npm run build" in its folder.' },
  'no-run': {
    what: 'There is no such model on this machine: it was removed, or has another name.',
    cure: 'The page Models shows all.',
  },
  'no-dataset': {
    what: 'There is no such data set on this machine: it was removed, or has another name.',
    cure: 'The page Data shows all.',
  },
  'bad-picture': { cure: 'Choose another picture, or save this one as PNG.' },
  'store-full': {
    safe: 'Every answer that was stored before is whole.',
    cure: 'Make room on the disk, then try again.',
  },
  'store-damaged': {
    safe: 'The file is kept as it is.',
    cure: 'The Study page brings back the last backup and all that can still be read.',
  },
  'store-unwritable': {
    safe: 'Every answer that was stored before is whole.',
    cure: 'Try again; if it stays, look after the disk.',
  },
  'store-busy': { safe: 'Nothing was lost.', cure: 'Try again in a moment.' },
  internal: { safe: 'Nothing on disk was changed by this.' },
};

export function explain(error: unknown): Explanation {
  if (error instanceof PinwiseError || isErrorData(error)) {
    const { what, ...rest } = known[error.code] ?? {};
    return { what: what ?? sentence(error.message), ...rest };
  }
  return { what: sentence(error instanceof Error ? error.message : String(error)) };
}

const isErrorData = (error: unknown): error is { code: string; message: string } =>
  typeof error === 'object' && error !== null && 'code' in error && 'message' in error;

/** A name at the beginning (study-1, answers.zip) keeps its letters. */
function sentence(message: string): string {
  const capital = message.replace(
    /^[a-z]+(?=[\s,:;']|\.?$)/,
    (word) => word[0].toUpperCase() + word.slice(1),
  );
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
