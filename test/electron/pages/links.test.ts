import { expect, it, vi } from 'vitest';

const openExternal = vi.fn().mockResolvedValue(undefined);
vi.mock('electron', () => ({ shell: { openExternal } }));
const { links, openLink } = await import('../../../electron/pages/links.ts');
const { studioContract } = await import('../../../electron/contract/studio.ts');

it('a window names a link, and the list has exactly the names of the contract', () => {
  expect(Object.keys(links).sort()).toEqual(
    [...studioContract.methods['links.open'].params.shape.link.options].sort(),
  );
});

it('every link is on the web, encrypted', async () => {
  for (const link of Object.keys(links) as (keyof typeof links)[]) await openLink(link);
  const opened = openExternal.mock.calls.map(([address]) => new URL(address as string));
  expect(opened.length).toBe(Object.keys(links).length);
  for (const { protocol, username } of opened) expect([protocol, username]).toEqual(['https:', '']);
});
