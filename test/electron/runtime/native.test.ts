import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchWheels } from '../../../electron/runtime/native/fetch-wheels.ts';
import { setUpNative } from '../../../electron/runtime/native/set-up-native.ts';
import { wheelsFor } from '../../../electron/runtime/native/wheels.ts';
import { isWhole, writeList } from '../../../electron/runtime/native/whole.ts';
import { root } from '../../root.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pinwise-native-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program of that name that does what the shell script says. */
function fake(name: string, script: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
  return bin;
}

it.runIf(process.platform === 'linux')('a wheel that is not the pinned one is never unpacked', async () => {
  // A pip that downloads something else under the right name, and a Python that unpacks all it is given.
  const python = join(
    fake(
      'python3',
      'case "$2" in pip) while [ "$1" != --dest ]; do shift; done; echo evil > "$2/a.whl";; *) touch "$4/unpacked";; esac',
    ),
    'python3',
  );
  const wheels = {
    version: '1',
    platforms: ['any'],
    wheels: [{ requirement: 'a==1', sha256: '0', takes: [] }],
  };
  const work = join(folder, 'work');
  await expect(fetchWheels(python, wheels, work, () => {})).rejects.toThrow(/not the file that was pinned/);
  expect(existsSync(join(work, 'unpacked'))).toBe(false);
});

it('a list knows whether a folder is as it was', async () => {
  const file = join(folder, 'a', 'b');
  mkdirSync(join(folder, 'a'));
  writeFileSync(file, 'library');
  expect(await isWhole(folder, true)).toBe(false);
  await writeList(folder);
  expect(await isWhole(folder, true)).toBe(true);
  writeFileSync(file, 'librarx');
  expect(await isWhole(folder, false)).toBe(false);
  writeFileSync(file, 'library');
  utimesSync(file, 0, 0);
  expect(await isWhole(folder, false)).toBe(true);
  rmSync(file);
  expect(await isWhole(folder, false)).toBe(false);
});

it('has wheels for Linux on two kinds of processor, with CUDA where there is a device', () => {
  const names = (...machine: Parameters<typeof wheelsFor>) =>
    wheelsFor(...machine)?.wheels.map(({ requirement }) => requirement.split('==')[0]);
  expect(names('linux', 'x64', false)).toEqual(['tensorflow-cpu']);
  expect(names('linux', 'x64', true)).toEqual(expect.arrayContaining(['tensorflow', 'nvidia-cudnn-cu12']));
  expect(names('linux', 'arm64', false)).toEqual(['tensorflow']);
  expect(names('darwin', 'arm64', false)).toBeUndefined();
  expect(names('win32', 'x64', false)).toBeUndefined();
});

it.runIf(process.platform === 'linux')('falls back without an error, and says what would help', async () => {
  // Neither Python nor compiler answers, nothing can be installed, and the package's script fails.
  const broken = ['python3', 'python', 'g++', 'clang++', 'apt-get', 'nvidia-smi', 'node-pre-gyp'];
  const bin = broken.map((name) => fake(name, 'exit 1'))[0];
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
  vi.stubEnv('CXX', 'g++');
  // A name that no machine answers to: the download of the package fails at once.
  vi.stubEnv('TFJS_NODE_CDN_STORAGE', 'http://127.0.0.1:1/');
  const said: string[] = [];
  const options = { root, folder: join(folder, 'tensorflow'), say: (text: string) => void said.push(text) };
  const note = await setUpNative({ ...options, thorough: true });
  expect(note).toMatchObject({
    state: 'missing',
    why: expect.stringContaining('no Python with pip') as unknown,
  });
  expect(note).toMatchObject({ cure: expect.stringContaining('npm run setup') as unknown });
  expect(said.at(-1)).toContain('WebAssembly');
  expect(JSON.parse(readFileSync(join(folder, 'tensorflow', 'native.json'), 'utf8'))).toEqual(note);
  // A start does not try the same again.
  said.length = 0;
  expect(await setUpNative({ ...options, thorough: false })).toEqual(note);
  expect(said).toEqual([]);
});

it('PINWISE_NATIVE=off gets nothing', async () => {
  vi.stubEnv('PINWISE_NATIVE', 'off');
  const note = await setUpNative({ root, folder, thorough: true, say: () => {} });
  expect(note).toMatchObject({ state: 'missing', cure: 'npm run setup' });
});
