/** Under the help of commands that ask and take answers. */
export const windowOnly =
  'For scripts: this goes straight to the questions that count. Consent, instructions with a worked example and\npractice with feedback are shown in the raters\' window ("Rate" on a study\'s page), where people rate.';
