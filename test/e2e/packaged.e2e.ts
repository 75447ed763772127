/**
 * The packaged application, moved away from the repository and started with an empty home: the same journey, without
 * Node, on the native library that it carries. This is the edition that a driver may inspect; the fuses of the shipped one are read by `npm run dist`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withoutTensorflow } from '../engine/backend/start-backend.ts';
import { root } from '../root.ts';
import { makeJourney } from './journey.ts';
import { newHome } from './studio.ts';

const { home, remove } = newHome();
const elsewhere = mkdtempSync(join(tmpdir(), 'pinwise-packaged-'));
afterAll(() => {
  remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

it.runIf(process.platform === 'linux')('makes the journey from another folder', async () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/tsx/dist/cli.mjs'), 'electron/runtime/dist.ts', '--test'],
    { cwd: root, encoding: 'utf8' },
  );
  expect(status, stdout + stderr).toBe(0);
  cpSync(join(root, 'release/test/linux-unpacked'), elsewhere, { recursive: true, verbatimSymlinks: true });
  await makeJourney({
    options: { home, executable: join(elsewhere, 'pinwise'), env: { PATH: '/nowhere' } },
  });
  // Its trainings found the library that it carries.
  const runs = join(home, 'runs');
  const backends = readdirSync(runs).map((run) => readFileSync(join(runs, run, 'backend.json'), 'utf8'));
  const name = withoutTensorflow() ? 'wasm' : 'tensorflow';
  expect(backends.map((text) => JSON.parse(text) as unknown)).toContainEqual({ name });
});
