/** The main process as raters' pages know it: what `window.rating` answers becomes a value or a thrown error. */
import type { RatingBridge, RatingMethods } from '../electron/contract/rating.ts';
import type { Params, Result } from '../engine/contract/rpc.ts';
import { plainData } from './plain-data.ts';

declare global {
  interface Window {
    rating: RatingBridge;
  }
}

/** Main gives raters no words, only a code; `rater-words.ts` has the words. */
export class RatingError extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'RatingError';
  }
}

export const rating = {
  async invoke<K extends keyof RatingMethods>(
    name: K,
    params: Params<RatingMethods, K>,
  ): Promise<Result<RatingMethods, K>> {
    const answer = await window.rating.invoke(name, plainData(params));
    if (answer.ok) return answer.value;
    throw new RatingError(answer.error.code);
  },
  /** Returns the function that stops listening. */
  on: ((name, listener) => window.rating.on(name, listener)) as RatingBridge['on'],
};
