import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import FrozenCrumbs from '../../../renderer/components/shell/FrozenCrumbs.vue';

const text = (dataset: string, arms: { arm: 'a' | 'b'; run: string }[]): string =>
  mount(FrozenCrumbs, { props: { dataset, arms } }).text();

it('names what a study compares, and says where that stays when the study came from another machine', () => {
  const run = [{ arm: 'a', run: 'graph-1' } as const];
  expect(text('demo', run)).toMatch(/demo.*graph-1.*as frozen in the study/s);
  expect(text('', [])).toBe('data and models stay where the study was made');
});
