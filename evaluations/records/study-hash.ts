import { createHash } from 'node:crypto';

/**
 * sha256 (hex) over all that was frozen when a study was opened. Keys are sorted, so that the hash depends on the
 * content and not on the order in which somebody wrote it down.
 */
export function studyHash(frozen: unknown): string {
  return createHash('sha256').update(canonical(frozen)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
