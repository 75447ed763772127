/**
 * A long computation that can be paused: yields between its parts and returns its result. Pure like any other; how
 * long it rests between two parts, or whether at all, is its caller's choice and changes no number.
 */
export type Parts<T> = Generator<undefined, T, undefined>;

/** The result, without a rest. */
export function whole<T>(parts: Parts<T>): T {
  for (;;) {
    const next = parts.next();
    if (next.done) return next.value;
  }
}
