import type { Records } from './open-records.ts';
import { first } from './sqlite.ts';

/** A name for a study that no other has: the wanted one, or with the first free number from 2. */
export function freeName({ db }: Records, wanted: string): string {
  const taken = (name: string): boolean =>
    first(db, 'SELECT 1 FROM studies WHERE name = ?', [name]) !== undefined;
  if (!taken(wanted)) return wanted;
  for (let n = 2; ; n++) if (!taken(`${wanted.slice(0, 58)}-${n}`)) return `${wanted.slice(0, 58)}-${n}`;
}
