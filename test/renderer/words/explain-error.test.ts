import { expect, it } from 'vitest';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import { explain } from '../../../renderer/words/explain-error.ts';

it.each([
  ['no such study', 'No such study.'],
  ['busy', 'Busy.'],
  ["can't be read", "Can't be read."],
  ['answers.pinwise-answers was changed', 'answers.pinwise-answers was changed.'],
  ['study-1 is closed', 'study-1 is closed.'],
  ['Done!', 'Done!'],
])('makes a sentence of "%s" and keeps names as they are', (message, what) => {
  expect(explain(new PinwiseError('bad-request', message))).toEqual({ what });
});

it('names the page that shows all, and no command, where a model or a data set is gone', () => {
  for (const code of ['no-run', 'no-dataset']) {
    const { what, cure } = explain(new PinwiseError(code, 'there is none; "pinwise list" shows all'));
    expect(`${what} ${cure}`).toMatch(
      /^There is no such (model|data set).* The page (Models|Data) shows all\.$/,
    );
    expect(what).not.toContain('pinwise');
  }
});
