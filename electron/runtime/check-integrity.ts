import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Compares a file with the integrity that its registry published when we pinned it (`sha512-` and base64, as in a
 * lockfile).
 * @throws Error that names the file; nothing of it may then be used
 */
export function checkIntegrity(file: string, integrity: string): void {
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== integrity) {
    throw new Error(`${file} is not the file that was pinned: its hash is ${found}, not ${integrity}`);
  }
}
