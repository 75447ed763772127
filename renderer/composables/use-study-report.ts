/** The report of a study, kept up to date while raters answer; at most one is computed at a time. */
import { computed, watch, type ComputedRef } from 'vue';
import type { StudySummary } from '../../electron/contract/studies.ts';
import { studio } from '../studio-client.ts';
import { useResource } from './use-resource.ts';

export function useStudyReport(study: ComputedRef<StudySummary | undefined>) {
  const name = computed(() => study.value?.name ?? null);
  const report = useResource(
    () => name.value,
    (of) => studio.invoke('studies.report', { study: of }),
  );
  let stale = false;
  // Each change of a study brings the list anew.
  watch(study, (now, before) => {
    if (now === undefined || now.name !== before?.name) return;
    if (report.loading) stale = true;
    else void report.reload();
  });
  watch(
    () => report.loading,
    (loading) => {
      if (loading || !stale) return;
      stale = false;
      void report.reload();
    },
  );
  return report;
}
