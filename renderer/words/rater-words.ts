/** What raters read: tasks, keys, and what went wrong. */
import { rightGrades } from '../../evaluations/analysis/judgement.ts';
import type { Choice, Feedback, RaterTurn } from '../../electron/contract/studies.ts';
import { RatingError } from '../rating-client.ts';

export type Session = Pick<RaterTurn['session'], 'trial' | 'equal'>;

export const taskTitle: Record<Session['trial'], string> = {
  pair: 'Which one is more related?',
  lists: 'Which list is more related?',
  grade: 'How related is it?',
};

export const task: Record<Session['trial'], string> = {
  pair: 'You will see one picture above and two below it. Say which of the two is more related to the one above.',
  lists:
    'You will see one picture above and two lists of pictures below it. Say which list, taken as a whole, is more related to the picture above.',
  grade: 'You will see one picture above and one below it. Say how related the two are.',
};

export interface TrialKey {
  choice: Choice;
  cap: string;
  says: string;
  /** Where it stands: under the left picture, the right one, or between. */
  place: 'left' | 'middle' | 'right';
}

const left: TrialKey = { choice: 'left', cap: '1', says: 'left', place: 'left' };
const right: TrialKey = { choice: 'right', cap: '2', says: 'right', place: 'right' };
const middle = (choice: Choice, cap: string, says: string): TrialKey => ({
  ...{ choice, cap, says },
  place: 'middle',
});

/** The answers of a study, in the order in which their keys are drawn. */
export function trialKeys({ trial, equal }: Session): TrialKey[] {
  if (trial === 'grade') {
    return ['not at all', 'a little', 'clearly', 'very much'].map((says, grade) =>
      middle(String(grade) as Choice, String(grade), says),
    );
  }
  return equal === 'split'
    ? [left, middle('both-poor', '9', 'both poor'), middle('both-good', '0', 'both good'), right]
    : [left, middle('equal', '0', 'equal'), right];
}

/** What the right answer to a practice question is. */
export function feedbackInWords(session: Session, { accepted }: Feedback): string {
  if (session.trial !== 'grade') {
    return `the ${accepted[0]} ${session.trial === 'lists' ? 'list' : 'one'} is more related.`;
  }
  const how = accepted[0] === rightGrades(true)[0] ? 'related' : 'hardly related';
  const keys = trialKeys(session).filter(({ choice }) => accepted.includes(choice));
  return `the two are ${how}, so ${keys.map(({ cap, says }) => `${cap} (${says})`).join(' or ')}.`;
}

/** "2 or 3": what an item that is related to the query, or one that is not, is to be graded. */
export const gradesInWords = (related: boolean): string => rightGrades(related).join(' or ');

/** Arrows, where there are two sides. */
export function arrowChoice({ trial, equal }: Session, key: string): Choice | undefined {
  if (trial === 'grade') return undefined;
  if (key === 'ArrowLeft') return 'left';
  if (key === 'ArrowRight') return 'right';
  if (equal === 'one') return key === 'ArrowDown' ? 'equal' : undefined;
  return key === 'ArrowUp' ? 'both-good' : key === 'ArrowDown' ? 'both-poor' : undefined;
}

/** The choice that a key stands for; digits also where they need Shift, and on a number pad without Num Lock. */
export function choiceOfKey(
  session: Session,
  { key, code }: { key: string; code: string },
): Choice | undefined {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? key;
  const found = trialKeys(session).find(({ cap }) => cap === digit || cap === key);
  return found?.choice ?? arrowChoice(session, key);
}

export interface Trouble {
  what: string;
  cure: string;
}

const room = 'Make some room on the disk (10 MB are plenty), then try again.';

const troubles: Record<string, Trouble> = {
  'store-full': { what: 'The disk is full.', cure: room },
  'disk-full': { what: 'The disk is full.', cure: room },
  'store-busy': { what: 'The answers are in use by another program.', cure: 'Try again in a moment.' },
  'store-damaged': {
    what: 'The file of the answers cannot be read.',
    cure: 'Tell whoever runs the study; it can be mended without losing answers.',
  },
  'store-newer': {
    what: 'The answers were written by a newer Pinwise.',
    cure: 'Tell whoever runs the study.',
  },
  'store-unreadable': {
    what: 'The file of the answers cannot be opened.',
    cure: 'Tell whoever runs the study.',
  },
  'store-unwritable': {
    what: 'The file of the answers cannot be written to.',
    cure: 'Tell whoever runs the study.',
  },
  'disk-read-only': { what: 'The disk cannot be written to.', cure: 'Tell whoever runs the study.' },
  'no-permission': {
    what: 'There is no permission to write the answers.',
    cure: 'Tell whoever runs the study.',
  },
  'no-study': { what: 'This study is not here any more.', cure: 'Tell whoever runs the study.' },
  'bad-rater': { what: 'That name cannot be used.', cure: 'Choose another one.' },
  'not-in': { what: 'The window has lost who is rating.', cure: 'Enter your name again.' },
};

export function troubleInWords(error: unknown): Trouble {
  const code = error instanceof RatingError ? error.code : '';
  return (
    (Object.hasOwn(troubles, code) ? troubles[code] : undefined) ?? {
      what: 'Something went wrong.',
      cure: 'Try again; if it stays, tell whoever runs the study.',
    }
  );
}

/** A PIN that is missing or wrong, said beside its field. */
export const wrongPin = (given: boolean): string =>
  given
    ? 'That is not the PIN of this name. Try again; if you never set one, somebody else came first under this name: choose another.'
    : 'This name has a PIN. Enter it to go on; if you never set one, somebody else came first: choose another name.';
