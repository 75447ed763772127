import type { JudgedQuestion } from '../../electron/contract/study-questions.ts';

/** What the raters of one question said together. */
export function outcomeInWords({ outcome, runs }: Pick<JudgedQuestion, 'outcome' | 'runs'>): string {
  switch (outcome) {
    case 'a':
      return `Won by ${runs[0]}.`;
    case 'b':
      return `Won by ${runs[1]}.`;
    case 'equal':
      return 'A draw: raters called both equal.';
    case 'same':
      return 'A draw by construction: both runs answer the same, so nobody was asked.';
    case 'inconclusive':
      return 'Inconclusive: too few raters agreed.';
    case 'unanswered':
      return 'Not judged by as many raters as the design asks for.';
  }
}
