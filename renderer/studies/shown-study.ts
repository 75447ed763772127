/** Which study a page is about: the one in its address, else the one that a person most likely means. */
import type { StudySummary } from '../../electron/contract/studies.ts';

type Page = 'study' | 'verdict';

/**
 * @param wanted the name in the address; 'new' is the draft, which is no study yet
 * @param all newest first
 */
export function shownStudy(
  page: Page,
  wanted: string | undefined,
  all: readonly StudySummary[] | null,
): StudySummary | undefined {
  if (page === 'study' && wanted === 'new') return undefined;
  const named = all?.find((study) => study.name === wanted);
  // Only a study with answers has a verdict to read.
  const answered = page === 'verdict' ? all?.find((study) => study.judgements > 0) : undefined;
  return named ?? answered ?? all?.[0];
}
