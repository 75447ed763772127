/** JSON Lines that grow while a training runs. A kill may tear the last line: only lines that end are read. */
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { asDiskFull } from '../dataset/write-file.ts';

export interface Journal {
  /** @throws PinwiseError `disk-full` */
  append(value: unknown): void;
  /** Returns when all that was appended is on disk, power cut or not. */
  sync(): void;
  close(): void;
}

/** Opens for appending; makes the file where it is missing. */
export function openJournal(path: string): Journal {
  const file = openSync(path, 'a');
  return {
    append: (value) => writeLine(file, Buffer.from(`${JSON.stringify(value)}\n`), path),
    sync: () => fsyncSync(file),
    close: () => closeSync(file),
  };
}

/** A disk that fills up takes a part of the line first, and says so only when asked for the rest. */
function writeLine(file: number, line: Uint8Array, path: string): void {
  try {
    for (let at = 0; at < line.length;) at += writeSync(file, line, at);
  } catch (error) {
    throw asDiskFull(error, path);
  }
}

/** The whole lines of a journal, unparsed; none when there is no such file. */
export function readLines(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const lines = text.split('\n');
  lines.pop();
  return lines;
}

/** At most `count` of `lines`, evenly spaced, the first and the last among them. */
export function sampleEvenly<T>(values: readonly T[], count: number): T[] {
  if (values.length <= count) return [...values];
  return Array.from(
    { length: count },
    (_, i) => values[Math.round((i * (values.length - 1)) / Math.max(1, count - 1))],
  );
}

/**
 * Cuts a journal back to its first lines for which `keep` holds, so that what is appended next follows them. A line
 * that does not parse ends them too. Does nothing where there is no journal.
 */
export function cutJournal(path: string, keep: (value: unknown) => boolean): void {
  let bytes = 0;
  for (const line of readLines(path)) {
    const value = parsed(line);
    if (value === undefined || !keep(value)) break;
    bytes += Buffer.byteLength(line) + 1;
  }
  let file: number;
  try {
    file = openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    ftruncateSync(file, bytes);
  } finally {
    closeSync(file);
  }
}

/** The value of a line; undefined when it is not JSON. */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
