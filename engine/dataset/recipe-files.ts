/**
 * The feature recipe among a data set's files: feature-recipe.json (FeatureRecipe without the components) and
 * picture-components.npy, float64 (1 + components, descriptor): the mean, then the components.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';
import type { DatasetManifest, FeatureBlock } from '../contract/datasets.ts';
import type { FeatureRecipe } from '../features/feature-recipe.ts';
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
