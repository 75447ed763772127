/**
 * Rating, as a rater's window sees it. Studies go by handles, titles that tell a run are left out, errors carry a code
 * and no names; a turn is given only to the rater who is in, so that a window holds nothing of other raters.
 */
import { PLAIN_TITLES } from '../../evaluations/design/plain-title.ts';
import { toldName } from '../../evaluations/design/told-name.ts';
import { recordJudgement, undoJudgement } from '../../evaluations/records/judgements.ts';
import { answerPractice, beginSitting, consentTo } from '../../evaluations/records/practice.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';
import { admitRater } from '../../evaluations/records/raters.ts';
import { type StudySummary, listStudies, showStudy } from '../../evaluations/records/studies.ts';
import { workedExample } from '../../evaluations/records/worked-example.ts';
import { PinwiseError } from '../../engine/contract/rpc.ts';
import type { RatingOffer, RatingTurn } from '../contract/rating.ts';
import { asData } from '../error-data.ts';
import type { RatingHandlers } from '../ipc.ts';
import type { RecordsStore } from '../studies/records-store.ts';

export interface RatingContext {
  store: Pick<RecordsStore, 'open' | 'look' | 'close'>;
  now: () => Date;
  theme: () => RatingOffer['theme'];
  /** Name of the study that the window was opened for. */
  chosen: () => string | null;
  leave: () => void;
}

/** Guessing a PIN takes as long as this for each try. */
const wrongPinMs = 800;

interface Rating {
  study: string;
  rater: string;
}

export function ratingHandlers(context: RatingContext): RatingHandlers {
  const { store, now, leave } = context;
  const handles = studyHandles();
  let admitted: Rating | null = null;

  /** A study's design never changes, so that its title is read once. */
  const titles = new Map<string, string>();
  const titleOf = (study: string): string => {
    const title = titles.get(study) ?? titleForRaters(showStudy(store.open(), study));
    titles.set(study, title);
    return title;
  };
  const turn = ({ study, rater }: Rating): RatingTurn => {
    const given = raterTurn(store.open(), study, rater, now());
    const example = given.stage === 'instructions' ? workedExample(store.open(), study) : null;
    return { ...given, session: { ...given.session, title: titleOf(study) }, example };
  };
  /** The rater who is in, with the study by its name; nobody else is answered. */
  const own = ({ study: handle, rater }: Rating): Rating => {
    const study = handles.name(handle);
    if (admitted?.study !== study || admitted.rater !== rater) throw new PinwiseError('not-in', silent);
    return { study, rater };
  };

  return guarded({
    'rating.offer': () => {
      const open = listStudies(store.open())
        .filter(({ state }) => state === 'open')
        .reverse();
      const chosen = context.chosen();
      const titles = apart(open.map(titleForRaters));
      return {
        studies: open.map(({ name }, i) => ({ study: handles.of(name), title: titles[i] })),
        chosen: open.some(({ name }) => name === chosen) ? handles.of(chosen!) : null,
        theme: context.theme(),
      };
    },
    'rating.away': () => {
      admitted = null;
      return {};
    },
    'rating.leave': () => {
      admitted = null;
      leave();
      return {};
    },
    'rater.enter': async ({ study: handle, rater, pin }) => {
      admitted = null;
      const study = handles.name(handle);
      try {
        admitRater(store.open(), { study, rater, pin, now: now() });
      } catch (error) {
        if (pin !== undefined && (error as { code?: string }).code === 'wrong-pin') await pause(wrongPinMs);
        throw error;
      }
      admitted = { study, rater };
      return turn(admitted);
    },
    'rater.turn': (of) => turn(own(of)),
    'rater.consent': (of) => {
      const { study, rater } = own(of);
      consentTo(store.open(), study, rater, now());
      return turn({ study, rater });
    },
    'rater.begin': (of) => {
      const { study, rater } = own(of);
      beginSitting(store.open(), study, rater, now());
      return turn({ study, rater });
    },
    'rater.practise': ({ question, choice, ms, ...of }) => {
      const rating = own(of);
      const feedback = answerPractice(store.open(), { ...rating, question, choice, ms, now: now() });
      return { feedback, turn: turn(rating) };
    },
    'rater.answer': ({ question, choice, ms, ...of }) => {
      const rating = own(of);
      recordJudgement(store.open(), { ...rating, question, choice, ms, now: now(), currentOnly: true });
      return turn(rating);
    },
    'rater.undo': (of) => {
      const rating = own(of);
      undoJudgement(store.open(), { ...rating, now: now() });
      return turn(rating);
    },
  });
}

const silent = 'this was not done';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What records say of an error names studies and raters; a rater's window has its own words for each code. */
function guarded(handlers: RatingHandlers): RatingHandlers {
  const entries = Object.entries(handlers).map(([name, handle]) => [
    name,
    async (...given: Parameters<typeof handle>) => {
      try {
        return await (handle as (...all: unknown[]) => unknown)(...given);
      } catch (error) {
        throw new PinwiseError(asData(error).code, silent);
      }
    },
  ]);
  return Object.fromEntries(entries) as RatingHandlers;
}

/** A study's name may be made of its runs' names. */
function studyHandles(): { of(name: string): string; name(handle: string): string } {
  const names: string[] = [];
  return {
    of(name) {
      if (!names.includes(name)) names.push(name);
      return `s${names.indexOf(name) + 1}`;
    },
    name(handle) {
      const name = names[Number(handle.slice(1)) - 1];
      if (name === undefined) throw new PinwiseError('no-study', silent);
      return name;
    },
  };
}

/** The study's title, unless it tells a run, a preset, a checkpoint, the study's name or its hash. */
export function titleForRaters({ title, name, hash, arms, trial }: StudySummary): string {
  const telling = [name, hash, ...arms.flatMap(({ run, preset, checkpoint }) => [run, preset, checkpoint])];
  return toldName(title, telling) !== undefined || title.trim() === '' ? PLAIN_TITLES[trial] : title;
}

/** Equal titles get a number, the oldest first. */
export function apart(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const before = seen.get(title) ?? 0;
    seen.set(title, before + 1);
    return before === 0 ? title : `${title} (${before + 1})`;
  });
}
