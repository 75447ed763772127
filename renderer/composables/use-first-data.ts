/** The way to a first data set, the same on every page that needs one; while one is on its way it is not begun again. */
import { computed, reactive } from 'vue';
import { useActionsStore } from '../stores/actions.ts';
import { useJobsStore } from '../stores/jobs.ts';

export function useFirstData() {
  const actions = useActionsStore();
  const jobs = useJobsStore();
  const busy = computed(() => jobs.active.some(({ kind }) => kind === 'import'));
  return reactive({
    busy,
    action: computed(() => (busy.value ? 'Importing …' : 'Import the demo')),
    act: (): void => {
      if (!busy.value) void actions.run('import-demo');
    },
  });
}
