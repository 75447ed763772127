/** What can go wrong with the store of studies, by a stable code; the message is one line for people. */
export type RecordsErrorCode =
  | 'store-newer'
  | 'store-damaged'
  | 'store-foreign'
  | 'store-unsafe'
  | 'store-busy'
  | 'store-full'
  | 'store-unreadable'
  | 'store-unwritable'
  | 'store-sound'
  | 'bad-study'
  | 'study-exists'
  | 'no-study'
  | 'study-closed'
  | 'study-open'
  | 'bad-rater'
  | 'wrong-pin'
  | 'bad-choice'
  | 'rating-only'
  | 'bad-file'
  | 'no-question'
  | 'not-current'
  | 'already-answered'
  | 'nothing-to-undo';

export class RecordsError extends Error {
  constructor(
    readonly code: RecordsErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'RecordsError';
  }
}
