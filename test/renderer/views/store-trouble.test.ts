import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { expect, it } from 'vitest';
import StoreTrouble from '../../../renderer/views/study/StoreTrouble.vue';
import { useNoticesStore } from '../../../renderer/stores/notices.ts';
import { storeState } from '../../../renderer/words/store-words.ts';
import { fakeStudio } from '../fake-studio.ts';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const backup = { at: '2026-01-01T10:00:00Z', studies: 2, judgements: 41 };

async function shown(code: string, handlers: Record<string, () => unknown> = {}) {
  setActivePinia(createPinia());
  const { calls } = fakeStudio({
    'studies.condition': () => ({ backup, needed: 16 * 2 ** 20, free: 3 * 2 ** 20 }),
    ...handlers,
  });
  const page = mount(StoreTrouble, { props: { state: storeState({ code, message: 'the cause' })! } });
  await settled();
  return { page, calls };
}

it('a full disk: what is safe, how much is needed, and "Try again"', async () => {
  const { page } = await shown('store-full');
  expect(page.text()).toMatch(/paused.*stored and safe/);
  expect(page.get('[data-testid=store-facts]').text()).toBe('16 MiB are needed, 3 MiB are free.');
  expect(page.find('[data-testid=store-repair]').exists()).toBe(false);
  await page.get('[data-testid=store-retry]').trigger('click');
  expect(page.emitted('retry')).toHaveLength(1);
});

it('a damaged store offers the last verified backup, and says what came back', async () => {
  const repaired = {
    backup,
    studies: 2,
    judgements: 44,
    salvaged: 3,
    missing: 1,
    kept: 'studies-damaged.sqlite',
  };
  const { page, calls } = await shown('store-damaged', { 'studies.repair': () => repaired });
  expect(page.get('[data-testid=store-facts]').text()).toMatch(
    /verified backup: 1 Jan 2026.*2 studies, 41 answers/,
  );
  await page.get('[data-testid=store-repair]').trigger('click');
  await settled();
  expect(calls.map(({ name }) => name)).toContain('studies.repair');
  expect(page.emitted('retry')).toHaveLength(1);
  expect(useNoticesStore().all[0].text).toBe(
    '2 studies and 44 answers are back, 3 of them read from the damaged file. 1 answer could not be read. The damaged file is kept as studies-damaged.sqlite.',
  );
});

it('a store of a newer Pinwise offers nothing that would change it', async () => {
  const { page } = await shown('store-newer');
  expect(page.text()).toMatch(/newer Pinwise.*Nothing in them was changed/);
  expect(page.find('[data-testid=store-repair]').exists()).toBe(false);
  expect(page.text()).toContain('the cause');
});

it('another error is no state of the store', () => {
  expect(storeState({ code: 'no-study', message: 'x' })).toBeNull();
  expect(storeState(null)).toBeNull();
});
