/**
 * The feature recipe among a data set's files: feature-recipe.json (FeatureRecipe without the components) and
 * picture-components.npy, float64 (1 + components, descriptor): the mean, then the components. With word vectors of
 * somebody's choice, words.txt (a word a line) and word-vectors.npy, float32 (words, dims).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';
import type { DatasetManifest, FeatureBlock } from '../contract/datasets.ts';
import type { FeatureRecipe } from '../features/feature-recipe.ts';
import { loadWordVectors } from '../features/word-vectors.ts';
import type { WordVectors } from '../features/word-vectors.ts';
import { anyWordsOf } from '../features/words-of.ts';
import type { Components } from '../features/pca.ts';
import { readNpy, writeNpy } from './npy.ts';
import { writeFileWhole } from './write-file.ts';

const recipeFile = 'feature-recipe.json';
const componentsFile = 'picture-components.npy';

const Stored = z.object({
  format: z.literal(1),
  given: z.number().nullable(),
  degree: z.number().nullable(),
});

export function writeRecipe(folder: string, { visual, given, degree }: FeatureRecipe): void {
  if (visual) {
    const { dims, count, mean, rows } = visual;
    const both = new Float64Array((1 + count) * dims);
    both.set(mean);
    both.set(rows, dims);
    writeNpy(join(folder, componentsFile), [1 + count, dims], both);
  }
  writeFileWhole(join(folder, recipeFile), JSON.stringify({ format: 1, given, degree }));
}

/**
 * What the blocks asked for need. A store of an earlier version has no recipe; the degree's part of it is read off the
 * graph's largest degree.
 * @throws PinwiseError `no-recipe` saying how to get one, `dataset-damaged`
 */
export function readRecipe(
  folder: string,
  { name }: Pick<DatasetManifest, 'name'>,
  blocks: readonly FeatureBlock[],
  largestDegree: () => number,
): FeatureRecipe {
  const has = (block: string): boolean => blocks.some((one) => one.name === block);
  if (!existsSync(join(folder, recipeFile))) {
    if (has('visual') || has('given')) {
      const what = has('visual') ? 'pictures' : 'features.npy';
      throw new PinwiseError(
        'no-recipe',
        `data set ${name} was imported by an earlier version, which did not keep how its ${what} became features; ` +
          `remove it and import the same data again under this name: its runs stay and go on working`,
      );
    }
    return { visual: null, given: null, degree: Math.fround(Math.log1p(largestDegree())) || null };
  }
  try {
    const { given, degree } = Stored.parse(JSON.parse(readFileSync(join(folder, recipeFile), 'utf8')));
    return { visual: has('visual') ? readComponents(join(folder, componentsFile)) : null, given, degree };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PinwiseError(
      'dataset-damaged',
      `data set "${name}" is damaged: ${recipeFile} or ${componentsFile} cannot be read (${why}); remove it and import it again`,
      { cause },
    );
  }
}

function readComponents(path: string): Components {
  const { data, shape } = readNpy(path);
  const [rows, dims] = shape;
  if (!(data instanceof Float64Array) || shape.length !== 2)
    throw new Error('it is not float64 (rows, dims)');
  return { dims, count: rows - 1, mean: data.slice(0, dims), rows: data.slice(dims) };
}

const wordsFile = 'words.txt';
const vectorsFile = 'word-vectors.npy';

export function writeWords(
  folder: string,
  { words, dims, data }: { words: readonly string[]; dims: number; data: Float32Array },
): void {
  writeNpy(join(folder, vectorsFile), [words.length, dims], data);
  writeFileWhole(join(folder, wordsFile), words.join('\n'));
}

/** The data set's own word vectors; those that ship with Pinwise where it has none. @throws PinwiseError `dataset-damaged` */
export function readWords(folder: string): WordVectors {
  if (!existsSync(join(folder, wordsFile))) return loadWordVectors();
  const words = readFileSync(join(folder, wordsFile), 'utf8').split('\n');
  const { data, shape } = readNpy(join(folder, vectorsFile));
  if (!(data instanceof Float32Array) || shape.length !== 2 || shape[0] !== words.length) {
    throw new PinwiseError(
      'dataset-damaged',
      `${vectorsFile} does not fit ${wordsFile}; import the data again`,
    );
  }
  return ownWords(words, shape[1], data);
}

/** Word vectors of somebody's choice. */
export function ownWords(words: readonly string[], dims: number, data: Float32Array): WordVectors {
  return { dims, data, rows: new Map(words.map((word, row) => [word, row])), split: anyWordsOf };
}
