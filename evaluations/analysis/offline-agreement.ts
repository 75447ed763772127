/**
 * Whether an offline metric would have decided as people did: of the questions that the raters decided for one run and
 * to which the metric gives different values, the share in which both point to the same run; one half is chance.
 * Wilson's interval.
 */
import type { Consensus } from './consensus.ts';
import { type Uncertain, undefinedBecause } from './uncertain.ts';
import { wilson } from './wilson.ts';

export interface OfflineOpinion {
  question: string;
  /** Of the queries, in words. */
  slice: string;
  /** The metric of either run; null where nothing is labelled. */
  rr_a: number | null;
  rr_b: number | null;
}

export interface OfflineSlice {
  slice: string;
  questions: number;
  /** Of `questions`: decided by people, and different by the metric. */
  compared: number;
  agreed: number;
  /** Of `questions`: without a label, so that the metric says nothing. */
  unlabelled: number;
  agreement: Uncertain;
}

export interface OfflineAgreement {
  all: OfflineSlice;
  slices: OfflineSlice[];
}

/**
 * @param outcomes what the raters of each question said together
 */
export function offlineAgreement(
  opinions: readonly OfflineOpinion[],
  outcomes: ReadonlyMap<string, Consensus | 'same'>,
): OfflineAgreement {
  const names = [...new Set(opinions.map(({ slice }) => slice))].sort((x, y) =>
    x.localeCompare(y, 'en', { numeric: true }),
  );
  return {
    all: sliceOf('all queries', opinions, outcomes),
    slices: names.map((name) =>
      sliceOf(
        name,
        opinions.filter(({ slice }) => slice === name),
        outcomes,
      ),
    ),
  };
}

function sliceOf(
  slice: string,
  opinions: readonly OfflineOpinion[],
  outcomes: ReadonlyMap<string, Consensus | 'same'>,
): OfflineSlice {
  let [compared, agreed, unlabelled] = [0, 0, 0];
  for (const { question, rr_a: a, rr_b: b } of opinions) {
    if (a === null || b === null) {
      unlabelled++;
      continue;
    }
    const said = outcomes.get(question);
    if (a === b || (said !== 'a' && said !== 'b')) continue;
    compared++;
    if (said === (a > b ? 'a' : 'b')) agreed++;
  }
  return {
    ...{ slice, questions: opinions.length, compared, agreed, unlabelled },
    agreement:
      compared > 0
        ? wilson(agreed / compared, compared)
        : undefinedBecause('no question was decided by both people and the metric'),
  };
}
