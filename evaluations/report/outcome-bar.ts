/**
 * All questions of a pair as one bar that adds up to the whole, as the paper's Table 2 does in numbers: won, draw,
 * inconclusive (hatched), lost.
 */
import type { PairReport } from '../analysis/study-report.ts';
import { percent, whole } from './figure.ts';
import { type Markup, markup, trusted } from './markup.ts';

export const OUTCOMES = ['win', 'draw', 'inconclusive', 'lose'] as const;
export type OutcomeKey = (typeof OUTCOMES)[number];

export const outcomeInWords = (pair: Pick<PairReport, 'a' | 'b'>): Record<OutcomeKey, string> => ({
  win: `${pair.a} won`,
  draw: 'draw',
  inconclusive: 'inconclusive',
  lose: `${pair.b} won`,
});

/** Once on a page: the hatching that its bars refer to. */
export const hatching = trusted(
  '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>' +
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<rect class="hatch-ground" width="6" height="6" /><rect class="hatch-line" width="2" height="6" />' +
    '</pattern></defs></svg>',
);

/** A part narrower than this has no room for its number. */
const ROOM = 0.055;

export function outcomeBar(pair: PairReport): Markup {
  const words = outcomeInWords(pair);
  const total = pair.questions;
  const share = (key: OutcomeKey): number => (total > 0 ? pair[key] / total : 0);
  let from = 0;
  const parts = OUTCOMES.map((key) => {
    const [x, width] = [from, share(key)];
    from += width;
    if (width === 0) return null;
    const middle = place(x + width / 2);
    return markup`<rect class="${key}" x="${place(x)}" y="0" width="${place(width)}" height="100%" />
      ${width >= ROOM && markup`<text class="on-${key}" x="${middle}" y="50%" dy="0.35em" text-anchor="middle">${whole(pair[key])}</text>`}`;
  });
  const label = OUTCOMES.map((key) => `${words[key]} ${whole(pair[key])}, ${percent(share(key))}`).join('; ');
  return markup`<svg class="outcomes" role="img" aria-label="${`${pair.a} against ${pair.b}: ${label}`}">${parts}</svg>`;
}

const place = (share: number): string => `${Number((100 * share).toFixed(3))}%`;
