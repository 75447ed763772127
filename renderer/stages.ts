/** The path through the studio, from left to right. */
import type { Stage } from './router.ts';

export const stages: { name: Stage; title: string }[] = [
  { name: 'data', title: 'Data' },
  { name: 'models', title: 'Models' },
  { name: 'compare', title: 'Compare' },
  { name: 'study', title: 'Study' },
  { name: 'verdict', title: 'Verdict' },
];
