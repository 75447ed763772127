/** A way in which a folder can be broken, and what has to come of it. */
import type { Files } from './import-home.ts';

export interface Broken {
  what: string;
  files: Files;
  file: string;
  row: number | null;
  code: string;
  /** What the message has to say. */
  says: RegExp;
  /** What is left where faulty rows are skipped; null where the import cannot go on at all. */
  left: Partial<{ items: number; edges: number; skipped: number; pictures: number; train: number }> | null;
}
