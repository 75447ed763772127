/** A preset as it is written down: a family (what is computed) with a whole configuration. */
import type * as z from 'zod';
import type { RunConfig } from '../../contract/runs.ts';
import type { PerceptronConfig } from './baselines.ts';
import type { BprConfig, EaseConfig, ItemKnnConfig } from './collaborative.ts';
import type { SageConfig } from './graphsage.ts';
import type { GraphConfig } from './pinsage.ts';

/** What is computed for a preset; `schema` parses its configuration. */
export type Family =
  | { readonly kind: 'graph'; readonly schema: z.ZodType<GraphConfig> }
  | { readonly kind: 'sage'; readonly schema: z.ZodType<SageConfig> }
  | { readonly kind: 'perceptron'; readonly schema: z.ZodType<PerceptronConfig> }
  | { readonly kind: 'nearest'; readonly block: 'visual' | 'text'; readonly schema: z.ZodType<RunConfig> }
  | { readonly kind: 'walk'; readonly schema: z.ZodType<RunConfig> }
  | { readonly kind: 'bpr'; readonly schema: z.ZodType<BprConfig> }
  | { readonly kind: 'itemknn'; readonly schema: z.ZodType<ItemKnnConfig> }
  | { readonly kind: 'ease'; readonly schema: z.ZodType<EaseConfig> };

export interface Definition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly family: Family;
  /** Settings that differ by default where the model learns from labels. */
  readonly onLabels?: RunConfig;
}
