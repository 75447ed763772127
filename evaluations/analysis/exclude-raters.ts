/** Applies a study's exclusion rule, which was fixed before the first answer. */
import type { ExclusionRule } from '../design/study-design.ts';
import type { RaterSummary } from './raters.ts';
import { percent } from './words.ts';

export interface Exclusion {
  rater: string;
  /** For people. */
  reason: string;
}

export type RatedRater = Pick<RaterSummary, 'rater' | 'flags' | 'gold_right' | 'self_agreement'>;

/** Those whom the rule leaves out, with all of it that they broke. What nobody measured excludes nobody. */
export function excludedRaters(
  { goldBelow, selfAgreementBelow, flags }: ExclusionRule,
  raters: readonly RatedRater[],
): Exclusion[] {
  return raters.flatMap(({ rater, flags: raised, gold_right, self_agreement }) => {
    const right = below(gold_right.value, goldBelow);
    const same = below(self_agreement.value, selfAgreementBelow);
    const reasons = [
      ...(right === null ? [] : [`${right} of the gold questions right`]),
      ...(same === null ? [] : [`${same} of the repeated questions answered as before`]),
      ...raised.filter((flag) => flags.includes(flag)).map((flag) => flag.replaceAll('-', ' ')),
    ];
    return reasons.length > 0 ? [{ rater, reason: reasons.join(', ') }] : [];
  });
}

/** "40%, less than 75%" where the value is below the limit; null where it is not, or there is no value or limit. */
function below(value: number | null, limit: number | null): string | null {
  if (value === null || limit === null || value >= limit - 1e-9) return null;
  return `${percent(value)}, less than ${percent(limit)},`;
}
