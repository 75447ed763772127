/** What the engine tells about data sets, and how they lie on disk. Row = position of an item in the data set. */
import * as z from 'zod';

export const DatasetName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/i,
    'letters, digits, ".", "_" and "-", at most 64, starting with a letter or digit',
  );

export const Warning = z.object({
  file: z.string(),
  row: z.number().int().nullable().describe('1-based line of the file; null when the whole file is meant'),
  code: z.string(),
  message: z.string(),
});
export type Warning = z.infer<typeof Warning>;

export const FeatureBlock = z.object({
  name: z.enum(['visual', 'text', 'degree', 'given']),
  start: z.number().int(),
  dims: z.number().int(),
});
export type FeatureBlock = z.infer<typeof FeatureBlock>;

export const PairCounts = z.object({ train: z.number(), tune: z.number(), test: z.number() });

/** `dataset.json`: written last, so that a folder with it is whole. */
export const DatasetManifest = z.object({
  format: z.literal(1),
  name: DatasetName,
  source: z.string().describe('"demo", "demo-dense" or where it was imported from'),
  title: z.string(),
  credit: z.string().nullable().describe('licence line to show beside the pictures'),
  importedAt: z.string(),
  items: z.number().int(),
  contexts: z.number().int(),
  edges: z.number().int(),
  isolated: z.number().int(),
  weighted: z.boolean(),
  pictures: z.number().int(),
  pairs: PairCounts,
  symmetric: z
    .boolean()
    .optional()
    .describe('pairs go both ways ("belong together"); training then uses both directions'),
  plain: z
    .literal(true)
    .optional()
    .describe('a plain graph: each context is a link of exactly two items, which are neighbours'),
  labels: z
    .object({
      classes: z.number().int(),
      labelled: z.number().int().describe('items with a label'),
      multi: z.boolean().describe('whether some item has several'),
    })
    .optional()
    .describe('classes of items, to train and test on; only where the data have them'),
  nodeSplit: PairCounts.optional().describe('labelled items of each split; only with a split file'),
  features: z.object({ rows: z.number(), dims: z.number(), blocks: z.array(FeatureBlock) }),
  fingerprint: z.string().describe('sha256 over all that training reads'),
  split: z.string().describe('sha256 over pairs and candidate items'),
  warnings: z.array(Warning),
  skipped: z.number().int(),
});
export type DatasetManifest = z.infer<typeof DatasetManifest>;

export const Quantiles = z.object({
  probabilities: z.array(z.number()),
  item: z.array(z.number()),
  context: z.array(z.number()),
});
export const Histogram = z.array(z.object({ degree: z.number(), count: z.number() }));

/** An item as people see it. `picture` is a path under studio://app/, null without a picture. */
export const ItemCard = z.object({
  row: z.number().int(),
  id: z.string(),
  title: z.string(),
  picture: z.string().nullable(),
  degree: z.number().int(),
});
export type ItemCard = z.infer<typeof ItemCard>;

export const DatasetSummary = DatasetManifest.omit({ warnings: true }).extend({
  warningCount: z.number(),
  mosaic: z.array(ItemCard).describe('up to 9 items; with pictures, where there are some'),
});
export type DatasetSummary = z.infer<typeof DatasetSummary>;

/** "What will hurt training": a plain sentence and the items it is about. */
export const HealthNote = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warn']),
  message: z.string(),
  rows: z.array(z.number().int()).describe('up to 200 of the items concerned'),
});

export const DatasetDetail = z.object({
  summary: DatasetSummary,
  warnings: z.array(Warning),
  quantiles: Quantiles,
  itemDegrees: Histogram,
  contextDegrees: Histogram,
  health: z.array(HealthNote),
});
export type DatasetDetail = z.infer<typeof DatasetDetail>;

export const Neighbor = z.object({ item: ItemCard, visits: z.number(), weight: z.number() });
export const ItemDetail = z.object({
  item: ItemCard,
  text: z.string().nullable(),
  contexts: z.array(z.object({ id: z.string(), title: z.string(), degree: z.number() })),
  contextCount: z.number(),
  neighbors: z.array(Neighbor),
  totalVisits: z.number(),
});
export type ItemDetail = z.infer<typeof ItemDetail>;
