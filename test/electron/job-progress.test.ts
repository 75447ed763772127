import { expect, it } from 'vitest';
import { overallProgress } from '../../electron/job-progress.ts';
import type { Job } from '../../engine/contract/jobs.ts';

const job = (part: Partial<Job>): Job => ({
  id: '1',
  kind: 'train',
  label: '',
  subject: 's',
  state: 'running',
  stage: '',
  done: 0,
  total: 0,
  secondsLeft: null,
  startedAt: '',
  error: null,
  ...part,
});

it('shows nothing without work, also when all of it has ended', () => {
  expect(overallProgress([])).toBe('none');
  expect(overallProgress([job({ state: 'done', done: 3, total: 3 }), job({ state: 'failed' })])).toBe('none');
});

it('shows that something goes on while nothing can be counted', () => {
  expect(overallProgress([job({})])).toBe('unknown');
});

it('shows the mean of what runs, never beyond the end', () => {
  expect(overallProgress([job({ done: 1, total: 4 }), job({ done: 9, total: 4 })])).toBe(0.625);
  expect(overallProgress([job({ done: 1, total: 2 }), job({ state: 'queued' })])).toBe(0.25);
});
