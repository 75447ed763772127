import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import StudyDocument from '../../../../renderer/components/study/StudyDocument.vue';
import { study } from '../../fixtures.ts';

it('names data set and methods as people know them, not as they are stored', () => {
  const opened = study('study-1');
  const view = mount(StudyDocument, {
    props: {
      ...{ study: opened, versions: [], datasetTitle: 'Emoji' },
      presetTitle: (name: string) => `Method ${name}`,
    },
  });
  const frozen = view.get('dl').text();
  expect(frozen).toMatch(/Data set\s*Emoji/);
  for (const { preset } of opened.arms) expect(frozen).toContain(`Method ${preset}, checkpoint`);
});
