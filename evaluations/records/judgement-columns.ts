import type { ExportedJudgement } from './exported-judgement.ts';

/** What a column holds: `moment` is a point in time as ISO 8601, `ids` a list of item ids. */
export type ColumnType = 'text' | 'number' | 'whole' | 'moment' | 'ids';

/** The columns of the exports, in their order; new ones come at the end. */
export const columns: readonly [keyof ExportedJudgement, ColumnType][] = Object.entries({
  ...{ study: 'text', hash: 'text', question: 'text', query: 'text', rater: 'text', a: 'text', b: 'text' },
  ...{ choice: 'text', side: 'text', ms: 'whole', at: 'moment', checkpoint_a: 'text', checkpoint_b: 'text' },
  ...{ shown_a: 'ids', shown_b: 'ids', seed: 'number', judgement: 'text', kind: 'text', of: 'text' },
  ...{ pair: 'text', stratum: 'text', weight: 'number', expected: 'text', graded: 'text', answer: 'text' },
  ...{ equal: 'text', grade: 'whole', origin: 'text', seed_a: 'number', seed_b: 'number', data_a: 'text' },
  ...{ data_b: 'text', config_a: 'text', config_b: 'text', popularity_a: 'number', popularity_b: 'number' },
  ...{ similarity_a: 'number', similarity_b: 'number' },
} satisfies Record<keyof ExportedJudgement, ColumnType>) as [keyof ExportedJudgement, ColumnType][];
