/** Trying a finished run on an item that it never saw, from a window. */
import * as z from 'zod';
import { DatasetName } from './datasets.ts';
import { method } from './rpc.ts';
import { RunName, ScoredItem } from './runs.ts';

/** Most bytes of a picture that a window hands over. */
export const mostPictureBytes = 8 * 2 ** 20;

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
});

/** What a run looks at of a new item. */
export const Takes = z.object({
  picture: z.boolean(),
  words: z.boolean(),
  contexts: z.boolean(),
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
  /** The first row of a table that somebody dropped, as the fields of an item. */
  'runs.readRow': method(
    z.object({ file: z.string().max(300), content: z.string().max(2 ** 20) }),
    z.object({ title: z.string(), text: z.string(), rows: z.number() }),
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
