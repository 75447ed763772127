import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { exitCodeOf, exitCodes } from '../../../engine/cli/exit-code.ts';
import { writeGiven } from '../../../engine/cli/given-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinwise-given-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function failure(file: string): unknown {
  try {
    writeGiven(file, 'content');
  } catch (error) {
    return error;
  }
  throw new Error('it was written');
}

it.skipIf(process.platform !== 'linux')('knows a full disk as such: exit 5', () => {
  const error = failure('/dev/full');
  expect(error).toMatchObject({ code: 'disk-full', message: expect.stringContaining('/dev/full') as string });
  expect(exitCodeOf(error)).toBe(exitCodes.full);
});

it('names the file that it cannot write: exit 1', () => {
  writeFileSync(join(folder, 'file'), '');
  const error = failure(join(folder, 'file', 'report.html'));
  expect(error).toMatchObject({
    code: 'cannot-write',
    message: expect.stringContaining('ENOTDIR') as string,
  });
  expect(exitCodeOf(error)).toBe(exitCodes.failed);
});
