import type { TrialKind } from './question.ts';

/** What raters are asked: the title of a study that has none of its own, or one that would tell a run's name. */
export const PLAIN_TITLES: Record<TrialKind, string> = {
  pair: 'Which is more related?',
  lists: 'Which list is more related?',
  grade: 'How related is it?',
};
