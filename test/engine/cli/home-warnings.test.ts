import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freeMb, homeWarnings, syncerOf } from '../../../engine/cli/home-warnings.ts';

it.each([
  ['/home/ann/Dropbox/Pinwise', 'Dropbox'],
  ['C:\\Users\\ann\\Dropbox (Work)\\Pinwise', 'Dropbox'],
  ['C:\\Users\\ann\\OneDrive - Example Ltd\\Pinwise', 'OneDrive'],
  ['/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/Pinwise', 'iCloud'],
  ['/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive/x', 'Google Drive'],
  ['/home/ann/.config/Pinwise', undefined],
  ['/home/ann/dropboxes/Pinwise', undefined],
])('%s is synced by %s', (path, syncer) => {
  expect(syncerOf(path)).toBe(syncer);
});

it('asks the folder above where the home is not made yet', () => {
  const home = join(mkdtempSync(join(tmpdir(), 'pinwise-cli-')), 'not', 'made', 'yet');
  expect(freeMb(home)).toBeGreaterThan(0);
  expect(homeWarnings(home).map(({ what }) => what)).not.toContainEqual(
    expect.stringContaining('cannot be written'),
  );
});

it('warns of a home that is a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pinwise-cli-')), 'file');
  writeFileSync(file, '');
  expect(homeWarnings(file)).toContainEqual(
    expect.objectContaining({ what: `${file} is a file, not a folder` }),
  );
});

it('warns of a synced home with a cure', () => {
  const [warning] = homeWarnings(join(tmpdir(), 'Dropbox', 'Pinwise'));
  expect(warning.what).toContain('synced by Dropbox');
  expect(warning.cure).toContain('PINWISE_HOME');
});
