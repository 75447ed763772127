import { join } from 'node:path';

/**
 * One way in which something is published for good. It is prepared once, done from there by a program that is killed on
 * the way, and then looked at by this one: `look` returns what is wrong, nothing where all is well.
 */
export interface Scenario {
  name: string;
  /** Arguments of victim.ts, for what was prepared in `place`. */
  words(place: string): string[];
  prepare(place: string, seed: number): void | Promise<void>;
  /** @param acknowledged lines that the program wrote before it died */
  look(place: string, acknowledged: string[]): string[] | Promise<string[]>;
}

export const at = new Date('2026-01-01T10:00:00Z');
export const storeOf = (place: string): string => join(place, 'studies.sqlite');
