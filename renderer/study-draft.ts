/** A study before it is opened, and what is still wrong with it. */
export interface StudyDraft {
  title: string;
  trial: 'pair' | 'lists';
  k: number | null;
  questions: number | null;
  judgements: number | null;
  seed: number | null;
}

export const freshDraft: StudyDraft = {
  title: '',
  trial: 'pair',
  k: 5,
  questions: 100,
  judgements: 3,
  seed: 0,
};

/** One sentence for each field that cannot stay as it is. */
export function problemsOf(draft: StudyDraft): Partial<Record<keyof StudyDraft, string>> {
  const problems: Partial<Record<keyof StudyDraft, string>> = {};
  const within = (key: 'k' | 'questions' | 'judgements' | 'seed', low: number, high: number): void => {
    const value = draft[key];
    if (value === null || !Number.isInteger(value) || value < low || value > high) {
      problems[key] = `A whole number from ${low} to ${high}.`;
    }
  };
  if (draft.trial === 'lists') within('k', 2, 20);
  within('questions', 1, 5000);
  within('judgements', 1, 50);
  within('seed', 0, Number.MAX_SAFE_INTEGER);
  if (problems.seed) problems.seed = 'A whole number, 0 or more.';
  return problems;
}
