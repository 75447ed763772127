/**
 * Our build of the native library: TensorFlow of today out of its wheel, and the addon of tfjs-node-gpu, whose sources
 * the npm package carries, compiled against it. The result is a folder that can be moved and carried along:
 *
 *   tensorflow/   libtensorflow_cc.so.2, libtensorflow_framework.so.2, tfjs_binding.node, quiet.node, the notices
 *   nvidia/       NVIDIA's libraries, where the machine has a CUDA device
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fetchWheels } from './fetch-wheels.ts';
import { run, works } from './run.ts';
import type { Tools } from './tools.ts';
import type { WheelSet } from './wheels.ts';

export const ADDON = join('tensorflow', 'tfjs_binding.node');
export const LOADER = join('tensorflow', 'quiet.node');
/** What the build is made from, relative to the repository; part of its key. */
export const sources = [
  'node_modules/@tensorflow/tfjs-node-gpu/binding',
  'engine/native',
  'electron/runtime/native/build-native.ts',
];

const flags = [
  '-O3',
  '-std=c++17',
  '-fPIC',
  '-shared',
  '-pthread',
  '-DNAPI_VERSION=8',
  '-DNODE_GYP_MODULE_NAME=tfjs_binding',
];
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Builds into the empty folder `folder`. @throws Error that says what went wrong */
export async function buildNative(
  root: string,
  folder: string,
  { python, compiler }: Tools,
  wheels: WheelSet,
  say: (text: string) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await fetchWheels(python, wheels, folder, say);
  say('compiling the addon ...');
  const library = join(folder, 'tensorflow');
  const include = join(library, 'include');
  const modules = join(root, 'node_modules');
  const own = join(root, 'engine', 'native');
  const headers = [
    join(modules, 'node-api-headers', 'include'),
    join(modules, '@tensorflow', 'tfjs-node-gpu'),
    include,
  ];
  const compile = (files: string[], to: string, link: string[]): Promise<string> =>
    run(compiler, [
      ...flags,
      ...headers.flatMap((header) => ['-I', header]),
      ...[...files, '-o', join(folder, to), '-Wl,-rpath,$ORIGIN', ...link],
    ]);
  const binding = join(modules, '@tensorflow', 'tfjs-node-gpu', 'binding');
  const linked = ['-L', library, ...libraries.map((name) => `-l:${name}`)];
  await Promise.all([
    compile([...inFolder(binding), join(own, 'operations.cc')], ADDON, linked),
    compile([join(own, 'quiet.cc')], LOADER, ['-ldl']),
    strip(library),
  ]);
  for (const name of libraries) {
    const small = join(library, `${name}.stripped`);
    if (existsSync(small)) renameSync(small, join(library, name));
  }
  rmSync(include, { recursive: true });
}

const inFolder = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.cc'))
    .sort()
    .map((name) => join(folder, name));

/** A quarter of the libraries is names that nothing looks up; where there is no `strip` they stay. */
async function strip(library: string): Promise<void> {
  for (const name of libraries) {
    const small = join(library, `${name}.stripped`);
    if (!(await works('strip', ['--strip-unneeded', '-o', small, join(library, name)])))
      rmSync(small, { force: true });
  }
}
