import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carriedElectron } from '../../../electron/runtime/carried-electron.ts';
import { checkIntegrity } from '../../../electron/runtime/check-integrity.ts';
import { hashInputs } from '../../../electron/runtime/hash-inputs.ts';
import { readRuntimeNote, writeRuntimeNote } from '../../../electron/runtime/runtime-note.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pinwise-runtime-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('checkIntegrity', () => {
  const bytes = Buffer.alloc(5_000, 'electron');
  const pinned = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

  it('takes the file that was pinned', () => {
    writeFileSync(join(folder, 'a.tgz'), bytes);
    expect(() => checkIntegrity(join(folder, 'a.tgz'), pinned)).not.toThrow();
  });

  it.each([0, 2_500, 4_999])('refuses it when bit 0 of byte %i is changed', (at) => {
    const changed = Buffer.from(bytes);
    changed[at] ^= 1;
    writeFileSync(join(folder, 'a.tgz'), changed);
    expect(() => checkIntegrity(join(folder, 'a.tgz'), pinned)).toThrow(/not the file that was pinned/);
  });
});

it.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'an archive that is not the pinned one is never unpacked',
  async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    // An npm that packs something else under the right name.
    writeFileSync(join(bin, 'npm'), '#!/bin/sh\nfor last; do :; done\necho evil > "$last/carrier.tgz"\n');
    chmodSync(join(bin, 'npm'), 0o755);
    const { PATH } = process.env;
    process.env.PATH = `${bin}${delimiter}${PATH}`;
    const cache = join(folder, 'cache');
    mkdirSync(cache);
    try {
      await expect(carriedElectron(cache)).rejects.toThrow(/not the file that was pinned/);
    } finally {
      process.env.PATH = PATH;
    }
    expect(existsSync(join(cache, 'electron-25.1.1'))).toBe(false);
    expect(existsSync(join(cache, 'electron-unpacking'))).toBe(false);
  },
);

describe('the note of the set-up', () => {
  it('is read back as written, in the shape that `pinwise doctor` reads', () => {
    const file = join(folder, 'cache', 'runtime.json');
    const electron = { version: '25.1.1', path: folder, source: 'somewhere' };
    writeRuntimeNote(file, electron);
    expect(readRuntimeNote(file)).toEqual(electron);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ electron });
  });

  it.each([
    ['damaged', '{"electron":'],
    ['of another shape', '{}'],
    ['naming a program that is gone', '{"electron":{"version":"1","path":"/no/such/program","source":"x"}}'],
  ])('counts for nothing when it is %s', (_what, text) => {
    const file = join(folder, 'runtime.json');
    writeFileSync(file, text);
    expect(readRuntimeNote(file)).toBeUndefined();
  });
});

describe('hashInputs', () => {
  it('changes with content, name and place of any file, and with nothing else', () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', 'x.ts'), '1');
    writeFileSync(join(folder, 'y.ts'), '2');
    const hash = () => hashInputs(folder, ['a', 'y.ts', 'not-there']);
    const seen = new Set([hash(), hash()]);
    expect(seen.size).toBe(1);
    writeFileSync(join(folder, 'a', 'b', 'x.ts'), '3');
    seen.add(hash());
    writeFileSync(join(folder, 'a', 'z.ts'), '');
    seen.add(hash());
    rmSync(join(folder, 'y.ts'));
    seen.add(hash());
    expect(seen.size).toBe(4);
  });
});
