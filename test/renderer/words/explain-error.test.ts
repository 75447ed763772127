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
