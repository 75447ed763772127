import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ dialog: {} }));
const { troubleWithStudies } = await import('../../electron/trouble.ts');

it.each([
  ['store-damaged', /damaged/, /not affected/],
  ['store-newer', /newer Pinwise/, /Nothing was changed/],
  ['store-full', /disk is full/, /is safe/],
  ['store-foreign', /another program/, /Nothing was changed/],
  ['something-else', /cannot be opened/, /Nothing was changed/],
])('%s: what happened, what is safe, and the cause', (code, happened, safe) => {
  const { message, detail } = troubleWithStudies(Object.assign(new Error('the cause'), { code }), 1e9);
  expect(message).toMatch(happened);
  expect(detail).toMatch(safe);
  expect(detail).toContain('the cause');
});

it('names a full disk, whatever SQLite says about it', () => {
  const error = Object.assign(new Error('disk I/O error'), { code: 'store-unreadable' });
  expect(troubleWithStudies(error, 4096).message).toMatch(/disk is full/);
});
