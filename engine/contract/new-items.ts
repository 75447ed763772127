/** Trying a finished run on an item that it never saw, from a window. */
import * as z from 'zod';
import { DatasetName } from './datasets.ts';
import { method } from './rpc.ts';
import { RunName, ScoredItem } from './runs.ts';

/** Most bytes of a picture that a window hands over. */
export const mostPictureBytes = 8 * 2 ** 20;
/** Most numbers of a row of features that a window hands over, and most bytes of the file that they come in. */
const mostFeatures = 2 ** 17;
export const mostRowBytes = 4 * 2 ** 20;

export const TriedItem = z.object({
  title: z.string().max(1_000).default(''),
  text: z.string().max(20_000).default(''),
  picture: z
    .base64()
    .max(4 * Math.ceil(mostPictureBytes / 3), 'the picture is larger than 8 MiB; make it smaller')
    .nullable()
    .default(null)
    .describe('bytes of an SVG, PNG, JPEG or WebP'),
  contexts: z.array(z.number().int().min(0)).max(500).default([]).describe('rows'),
  links: z.array(z.number().int().min(0)).max(500).default([]).describe('rows of items it is linked to'),
  features: z
    .array(z.number())
    .max(mostFeatures)
    .nullable()
    .default(null)
    .describe('as a row of features.npy'),
});

/** What a run looks at of a new item. */
export const Takes = z.object({
  picture: z.boolean(),
  words: z.boolean(),
  contexts: z.boolean().describe('which it is in'),
  links: z.boolean().describe('to other items: the data set is a plain graph'),
  features: z.number().describe('numbers in its row of features.npy; 0 where that is not looked at'),
  refusal: z.string().nullable().describe('why the run knows nothing of new items; null where it does'),
});
export type Takes = z.infer<typeof Takes>;

export const FoundContext = z.object({
  row: z.number(),
  id: z.string(),
  title: z.string(),
  degree: z.number().describe('items in it'),
});
export type FoundContext = z.infer<typeof FoundContext>;

export const newItemMethods = {
  'runs.takes': method(z.object({ name: RunName }), Takes),
  'runs.tryItem': method(
    z.object({ name: RunName, item: TriedItem, k: z.number().int().min(1).max(100).default(12) }),
    z.object({
      items: z.array(ScoredItem).describe('nearest first; empty where the run reaches none'),
      notes: z.array(z.string()),
    }),
  ),
  /** What somebody dropped as the fields of an item: the first row of a table, or one row of numbers. */
  'runs.readRow': method(
    z.object({
      file: z.string().max(300),
      content: z
        .base64()
        .max(4 * Math.ceil(mostRowBytes / 3))
        .describe('its bytes'),
    }),
    z.object({ title: z.string(), text: z.string(), features: z.array(z.number()).nullable() }),
  ),
  'datasets.contexts': method(
    z.object({
      name: DatasetName,
      search: z.string().max(200).default(''),
      limit: z.number().int().min(1).max(100).default(20),
    }),
    z.object({ total: z.number(), contexts: z.array(FoundContext) }),
  ),
};
