import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { Job } from '../../../../engine/contract/jobs.ts';
import JobCard from '../../../../renderer/components/shell/JobCard.vue';

const job = (change: Partial<Job>): Job => ({
  ...{ id: 'j1', kind: 'import', label: 'Import boards', subject: 'boards', state: 'running' },
  ...{ stage: 'reading', done: 1, total: 4, secondsLeft: 3, startedAt: '2026-01-01T00:00:00Z', error: null },
  ...change,
});
const open = (change: Partial<Job>) => mount(JobCard, { props: { job: job(change), resumable: false } });

it.each([
  ['import', 'running', false],
  ['import', 'failed', false],
  ['import', 'cancelled', false],
  ['import', 'done', true],
  ['train', 'running', true],
  ['train', 'failed', true],
] as const)('of kind %s that is %s leads to a page: %s', (kind, state, leads) => {
  expect(open({ kind, state }).find('button.label').exists()).toBe(leads);
});

it('says what went wrong with an import, and that nothing was stored', () => {
  const error = { code: 'bad-table', message: 'items.csv: there is no column "id"' };
  const words = open({ state: 'failed', error }).text();
  expect(words).toContain('nothing was stored');
  expect(words).toContain('there is no column "id"');
});
