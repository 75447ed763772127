import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../../electron/runtime/bundle.ts';
import { root } from '../../root.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinwise-threads-'));
const hash = async (program: string, workers: number): Promise<string> =>
  (await promisify(execFile)(process.execPath, [program, String(workers)])).stdout.trim();

beforeAll(async () => {
  const out = relative(root, folder);
  await bundle(root, 'test/engine/sampling/feed-program.ts', join(out, 'cli', 'main.cjs'));
  await bundle(root, 'engine/sampling/threads/sampler-thread.ts', join(out, 'engine', 'sampler.cjs'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a bundled program finds the bundled thread beside it, and ends when the feed is closed', async () => {
  const program = join(folder, 'cli', 'main.cjs');
  const own = await hash(program, 0);
  expect(own).toMatch(/^[0-9a-f]{64}$/);
  expect(await hash(program, 1)).toBe(own);
  expect(await hash(program, 3)).toBe(own);
});
