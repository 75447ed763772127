/**
 * Vectors of words: the file that ships with Pinwise (engine/features/words/make-words.ts). It knows the words of the
 * demo's titles; a text is the mean of the vectors of its words.
 */
import { readFileSync } from 'node:fs';
import { assetPath } from '../assets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { fromHalf } from './half-float.ts';
import { wordsOf } from './words-of.ts';

export interface WordVectors {
  dims: number;
  /** Row of `data` of a known word. */
  rows: ReadonlyMap<string, number>;
  /** float32 (words, dims). */
  data: Float32Array;
  /** Words of a text; those that the vectors that ship know by default. */
  split?(text: string): string[];
}

/** Reads the vectors among the assets. Throws `asset-missing`, `bad-asset`. */
export function loadWordVectors(): WordVectors {
  const words = readFileSync(assetPath('words.txt'), 'utf8').split('\n').filter(Boolean);
  const bytes = readFileSync(assetPath('word-vectors.npy'));
  const headEnd = 10 + bytes.readUInt16LE(8);
  const dims = (bytes.length - headEnd) / 2 / words.length;
  if (!bytes.toString('latin1', 10, headEnd).includes("'<f2'") || !Number.isInteger(dims)) {
    throw new PinwiseError('bad-asset', 'word-vectors.npy does not fit words.txt; run "npm run build" again');
  }
  const data = new Float32Array(words.length * dims);
  for (let i = 0; i < data.length; i++) data[i] = fromHalf(bytes.readUInt16LE(headEnd + 2 * i));
  return { dims, data, rows: new Map(words.map((word, row) => [word, row])) };
}

/** Mean of the vectors of the text's known words, into `out` (dims); false, and zeros, when none is known. */
export function textVector(
  text: string,
  { dims, rows, data, split = wordsOf }: WordVectors,
  out: Float32Array,
): boolean {
  out.fill(0);
  const known = split(text)
    .map((word) => rows.get(word))
    .filter((row) => row !== undefined);
  for (const row of known) {
    for (let i = 0; i < dims; i++) out[i] += data[row * dims + i] / known.length;
  }
  return known.length > 0;
}
