/** The native library usearch, loaded when it is needed: nothing else depends on it. */
import { createRequire } from 'node:module';
import type * as Usearch from 'usearch';
import { PinwiseError } from '../../contract/rpc.ts';

const here = (name: string): unknown => createRequire(import.meta.url)(name);

/** @throws PinwiseError `no-usearch` on a machine that it has no build for */
export function usearch(load = here): typeof Usearch {
  try {
    // Loaded once: Node keeps modules.
    return load('usearch') as typeof Usearch;
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0];
    throw new PinwiseError(
      'no-usearch',
      `the index hnsw needs the native library usearch, which does not load on ${process.platform}-${process.arch} ` +
        `(${why}); use --index exact or --index lsh`,
      { cause },
    );
  }
}
