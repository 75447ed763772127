import { expect, it } from 'vitest';
import { ensureBackend, initBackend } from '../../../engine/backend/init-backend.ts';
import { startBackend } from './start-backend.ts';

it('keeps the backend that was started, and takes no name that it cannot start', async () => {
  await startBackend('cpu');
  expect((await ensureBackend()).name).toBe('cpu');
  await startBackend('wasm');
  const report = await ensureBackend();
  expect(report).toMatchObject({ name: 'wasm', device: null, cure: null });
  expect(report.available).toEqual(expect.arrayContaining(['wasm', 'cpu']));
  expect(await ensureBackend()).toBe(report);
  await expect(initBackend('gpu')).rejects.toMatchObject({ code: 'bad-backend' });
});
