/**
 * Word vectors of somebody's choice, as text: GloVe's format (a word and its numbers a line) or word2vec's (the same
 * after a line with the number of words and of dimensions), also gzipped. Of the file's words, those of the data set
 * are kept, and its first ones, which in both formats are the most frequent: for items that come later.
 */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import { byteSource } from '../dataset/tables/byte-source.ts';
import type { ReadOptions } from '../dataset/tables/byte-source.ts';
import { textBlocks } from '../dataset/tables/text-blocks.ts';
import { FileProblem } from '../dataset/problems.ts';
import { anyWordsOf } from './words-of.ts';

/** Words kept besides those of the data set. */
const mostFrequent = 20_000;
const mostDims = 4096;

export interface KeptWords {
  dims: number;
  words: string[];
  /** float32 (words, dims). */
  data: Float32Array;
  /** How many of them the data set has. */
  needed: number;
}

/** @throws PinwiseError `no-source`; `bad-vectors` naming file and row; `cancelled` */
export async function readWordVectors(
  path: string,
  texts: Iterable<string>,
  options: ReadOptions & { frequent?: number } = {},
): Promise<KeptWords> {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new PinwiseError('no-source', `there is no file ${path} with word vectors`);
  }
  const name = basename(path);
  const bad = (line: number | null, why: string): PinwiseError =>
    new PinwiseError('bad-vectors', `${name}${line === null ? '' : ` row ${line}`}: ${why}`);
  const { frequent = mostFrequent } = options;
  const needed = new Set<string>();
  for (const text of texts) for (const word of anyWordsOf(text)) needed.add(word);

  const kept = new Map<string, number[]>();
  let dims = 0;
  let others = 0;
  let found = 0;
  const take = (line: number, text: string): void => {
    if (text.trim() === '') return;
    const cells = text.trimEnd().split(' ');
    if (line === 1 && cells.length === 2 && cells.every((cell) => /^\d+$/.test(cell))) return;
    if (dims === 0) dims = cells.length - 1;
    if (dims < 2 || dims > mostDims) {
      throw bad(line, `it is no line of a word and its numbers, apart by single spaces (${dims} numbers)`);
    }
    // A few words of GloVe's largest files hold spaces.
    const word = cells
      .slice(0, cells.length - dims)
      .join(' ')
      .toLowerCase();
    if (cells.length <= dims) throw bad(line, `${cells.length - 1} numbers; the rows before have ${dims}`);
    const isNeeded = needed.has(word);
    if (kept.has(word) || (!isNeeded && others >= frequent)) return;
    const numbers = cells.slice(cells.length - dims).map(Number);
    const wrong = numbers.findIndex((value) => !Number.isFinite(Math.fround(value)));
    if (wrong >= 0) throw bad(line, `its number ${wrong + 1} is not finite`);
    kept.set(word, numbers);
    if (isNeeded) found++;
    else others++;
  };
  try {
    const source = byteSource({ path, gzip: /\.gz$/i.test(path) }, options);
    for await (const block of textBlocks(source, (line) => {
      throw bad(line, 'the line is longer than 8 MiB');
    })) {
      block.text.split('\n').forEach((text, i) => take(block.line + i, text.replace(/\r$/, '')));
    }
  } catch (error) {
    throw error instanceof FileProblem ? bad(error.row, error.message) : error;
  }
  if (found === 0) {
    throw bad(null, 'it has none of the words of the items; choose vectors of their language');
  }
  const words = [...kept.keys()];
  const data = new Float32Array(words.length * dims);
  words.forEach((word, row) => data.set(kept.get(word)!, row * dims));
  return { dims, words, data, needed: found };
}
