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
  const { message, detail } = troubleWithStudies(Object.assign(new Error('the cause'), { code }));
  expect(message).toMatch(happened);
  expect(detail).toMatch(safe);
  expect(detail).toContain('the cause');
});
