import { CommanderError } from 'commander';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exitCodeOf } from '../../../engine/cli/exit-code.ts';
import { isSystemError, systemErrorInWords } from '../../../engine/cli/system-error.ts';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import { RecordsError } from '../../../evaluations/records/records-error.ts';

it.each([
  ...['bad-data', 'bad-name', 'bad-config', 'bad-usage', 'no-source', 'no-run', 'no-dataset', 'no-item'],
  ...['dataset-exists', 'run-exists', 'dataset-busy', 'run-busy', 'run-unfinished', 'data-missing'],
  ...['different-data', 'not-empty'],
])('%s is about what was asked for: exit 2', (code) => {
  expect(exitCodeOf(new PinwiseError(code, 'x'))).toBe(2);
});

it.each([
  ...['dataset-damaged', 'dataset-newer', 'run-damaged', 'cannot-write', 'diverged', 'internal'],
  ...['asset-missing', 'bad-asset', 'bad-npy', 'job-gone', 'lease-lost', 'backend-failed'],
])('%s is a failure here: exit 1', (code) => {
  expect(exitCodeOf(new PinwiseError(code, 'x'))).toBe(1);
});

it('studies: what is asked 2, the store 1', () => {
  expect(exitCodeOf(new RecordsError('already-answered', 'x'))).toBe(2);
  expect(exitCodeOf(new RecordsError('store-busy', 'x'))).toBe(1);
  expect(exitCodeOf(new RecordsError('store-unwritable', 'x'))).toBe(1);
  expect(exitCodeOf(new RecordsError('store-sound', 'x'))).toBe(2);
});

it('a full disk 5, whoever noticed; a damaged store 6; one from a newer Pinwise 7', () => {
  expect(exitCodeOf(new RecordsError('store-full', 'x'))).toBe(5);
  expect(exitCodeOf(new PinwiseError('disk-full', 'x'))).toBe(5);
  expect(exitCodeOf(Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' }))).toBe(5);
  expect(exitCodeOf(new RecordsError('store-damaged', 'x'))).toBe(6);
  expect(exitCodeOf(new RecordsError('store-newer', 'x'))).toBe(7);
});

it('cancelled 130, however it was said; usage 2; anything unforeseen 1', () => {
  const controller = new AbortController();
  controller.abort();
  expect(exitCodeOf(new PinwiseError('cancelled', 'x'))).toBe(130);
  expect(exitCodeOf(controller.signal.reason)).toBe(130);
  expect(exitCodeOf(new CommanderError(1, 'commander.unknownOption', 'x'))).toBe(2);
  expect(exitCodeOf(new CommanderError(0, 'commander.help', 'x'))).toBe(0);
  expect(exitCodeOf(new TypeError('x'))).toBe(1);
});

it("says the system's errors in words, with their code", () => {
  const path = mkdtempSync(join(tmpdir(), 'pinwise-cli-'));
  let error: unknown;
  try {
    mkdirSync(path);
  } catch (caught) {
    error = caught;
  }
  expect(isSystemError(error)).toBe(true);
  expect(systemErrorInWords(error as NodeJS.ErrnoException)).toBe(
    `${path}: a file stands in its place (EEXIST in mkdir)`,
  );
  const unknown = Object.assign(new Error('EODD: odd'), { code: 'EODD', syscall: 'odd' });
  expect(systemErrorInWords(unknown)).toBe('EODD: odd');
  expect(isSystemError(new Error('x'))).toBe(false);
});

it('says that a folder cannot be made where Node says that it is not there', () => {
  const error = Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'mkdir', path: '/read-only/x' });
  expect(systemErrorInWords(error)).toBe(
    '/read-only/x: the folder cannot be made; is its disk there, and not read-only? (ENOENT in mkdir)',
  );
});
