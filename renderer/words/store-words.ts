/** The states of the store of studies in which it cannot be used: what happened, what is safe, what to do. */
import type { RepairedStore, StoreCondition } from '../../electron/contract/studio.ts';
import { count } from './format.ts';

export interface StoreState {
  title: string;
  safe: string;
  cure: string;
}

const states: Record<string, StoreState> = {
  'store-full': {
    title: 'The disk is full',
    safe: 'Rating has paused. Every answer that was given before is stored and safe; so are data and models.',
    cure: 'Make room on the disk, then try again: everything goes on where it was.',
  },
  'store-damaged': {
    title: 'The file of your studies is damaged',
    safe: 'It was not changed, and it is kept whatever you do now. Data and models are not affected.',
    cure: 'Pinwise can bring back the last backup, and over it every study and answer that can still be read.',
  },
  'store-newer': {
    title: 'A newer Pinwise wrote your studies',
    safe: 'Nothing in them was changed. Data and models can be used here.',
    cure: 'Open them with that Pinwise, or install it here.',
  },
  'store-foreign': {
    title: 'The file of your studies belongs to another program',
    safe: 'Nothing in it was changed. Data and models can be used.',
    cure: 'Move that file away to start with no studies, then try again.',
  },
  'store-unsafe': {
    title: 'Your studies would not be safe here',
    safe: 'Nothing was changed. Data and models can be used.',
    cure: 'The disk does not let answers be written for good at once, as some network disks do not. Move the folder of Pinwise to a disk of this machine.',
  },
  'store-unreadable': {
    title: 'Your studies cannot be opened now',
    safe: 'Nothing was changed. Data and models can be used.',
    cure: 'Remove the cause, then try again.',
  },
};

/** Null for an error that is no state of the store. */
export function storeState(error: unknown): (StoreState & { code: string; cause: string }) | null {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (code === undefined || !Object.hasOwn(states, code)) return null;
  return { ...states[code], code, cause: message ?? '' };
}

export const backupInWords = ({ backup }: StoreCondition): string =>
  backup
    ? `Last verified backup: ${when(backup.at)} (${some(backup.studies, 'study', 'studies')}, ${some(backup.judgements, 'answer', 'answers')}).`
    : 'There is no backup yet; what can be read of the damaged file is all there is.';

export const roomInWords = ({ needed, free }: StoreCondition): string =>
  `${mebibytes(needed)} are needed${free === null ? '' : `, ${mebibytes(free)} are free`}.`;

export function repairedInWords({ judgements, studies, salvaged, missing, kept }: RepairedStore): string {
  const lost =
    missing === null
      ? 'The damaged file does not tell how many there were.'
      : missing === 0
        ? 'No answer is missing.'
        : `${some(missing, 'answer', 'answers')} could not be read.`;
  return `${some(studies, 'study', 'studies')} and ${some(judgements, 'answer', 'answers')} are back, ${count(salvaged)} of them read from the damaged file. ${lost} The damaged file is kept as ${kept}.`;
}

const some = (n: number, one: string, more: string): string => `${count(n)} ${n === 1 ? one : more}`;
const when = (at: string): string =>
  new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const mebibytes = (bytes: number): string => `${count(Math.floor(bytes / 2 ** 20))} MiB`;
