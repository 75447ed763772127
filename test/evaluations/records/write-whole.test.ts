import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWhole } from '../../../evaluations/records/write-whole.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinwise-whole-'));
  path = join(folder, 'report.html');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('takes the place of the file that was there, and leaves nothing beside it', () => {
  writeFileSync(path, 'older');
  writeWhole(path, 'newer');
  expect(readFileSync(path, 'utf8')).toBe('newer');
  expect(readdirSync(folder)).toEqual(['report.html']);
});

it('leaves what is there, and nothing beside it, where the new cannot take its place', () => {
  mkdirSync(path);
  writeFileSync(join(path, 'within'), '');
  expect(() => writeWhole(path, 'newer')).toThrow(/EISDIR|ENOTEMPTY|EPERM|EEXIST/);
  expect(readdirSync(folder)).toEqual(['report.html']);
});

it('removes what processes that are gone had begun of this file, and nothing else', () => {
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const others = [
    `report.html.${process.ppid}.part`,
    `report.html.part`,
    `report.htmlx.${gone}.part`,
    `other.html.${gone}.part`,
    `report.html.${gone}.part.txt`,
  ];
  for (const name of [...others, `report.html.${gone}.part`]) writeFileSync(join(folder, name), '');
  writeWhole(path, 'newer');
  expect(readdirSync(folder).sort()).toEqual([...others, 'report.html'].sort());
});
