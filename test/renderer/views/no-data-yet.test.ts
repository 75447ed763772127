import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import type { Job } from '../../../engine/contract/jobs.ts';
import { useActionsStore } from '../../../renderer/stores/actions.ts';
import { useJobsStore } from '../../../renderer/stores/jobs.ts';
import AblationView from '../../../renderer/views/compare/AblationView.vue';
import NothingToCompare from '../../../renderer/views/compare/NothingToCompare.vue';
import ModelsView from '../../../renderer/views/models/ModelsView.vue';
import NewModelView from '../../../renderer/views/models/NewModelView.vue';
import StudyView from '../../../renderer/views/study/StudyView.vue';
import { closePorts } from '../fake-engine.ts';
import { mountView, type Mounted } from '../mount-view.ts';

let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.view.unmount();
  closePorts();
});
const importing: Job = {
  ...{ id: 'j1', kind: 'import', label: 'Import demo', subject: 'demo', state: 'running', stage: 'reading' },
  ...{ done: 0, total: 0, secondsLeft: null, startedAt: '2026-01-01T00:00:00Z', error: null },
};

it.each([
  ['Models', ModelsView],
  ['New model', NewModelView],
  ['Compare', NothingToCompare],
  ['All methods', AblationView],
  ['Study', StudyView],
])('page %s begins the import of the demo, and not a second one beside it', async (_, page) => {
  const { view } = (mounted = await mountView(page, {}));
  let begun = 0;
  useActionsStore().add([{ id: 'import-demo', title: 'Import the demo', run: () => begun++ }]);
  const button = view.get('.empty button');
  expect(button.text()).toBe('Import the demo');
  await button.trigger('click');
  expect(begun).toBe(1);
  useJobsStore().put(importing);
  await flushPromises();
  expect(view.get('.empty button').text()).toContain('Importing');
  await view.get('.empty button').trigger('click');
  expect(begun).toBe(1);
});
