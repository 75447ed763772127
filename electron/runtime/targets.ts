import { join } from 'node:path';
import { build as buildPage } from 'vite';
import { bundle, bundlePreload } from './bundle.ts';
import { drawIcons } from './draw-icons.ts';
import { gatherAssets } from './assets.ts';

/** One thing that the build makes. */
export interface Target {
  name: string;
  /** Relative to the repository; it is there after `make`. */
  output: string;
  /** Files and folders that it is made from, besides the dependencies and the build itself. */
  inputs: string[];
  make(root: string): Promise<void>;
}

const program = (name: string, entry: string, inputs: string[], make = bundle): Target => {
  const output = `dist/${name}`;
  return { name, output, inputs, make: (root) => make(root, entry, output) };
};

/** A window's page. */
const page = (name: string, output: string, config: string): Target => ({
  name,
  output,
  inputs: ['renderer', config, 'electron/contract', 'engine/contract', 'evaluations'],
  make: async (root) => {
    await buildPage({ configFile: join(root, config), root: join(root, 'renderer'), logLevel: 'warn' });
  },
});

export const targets: readonly Target[] = [
  program('electron/main.cjs', 'electron/main.ts', ['electron', 'evaluations', 'engine/contract']),
  program('electron/preload.cjs', 'electron/preload.ts', ['electron'], bundlePreload),
  program('electron/rater-preload.cjs', 'electron/rater-preload.ts', ['electron'], bundlePreload),
  program('engine/main.cjs', 'engine/main.ts', ['engine', 'evaluations']),
  program('engine/sampler.cjs', 'engine/sampling/threads/sampler-thread.ts', [
    'engine/sampling',
    'engine/graph',
    'evaluations',
  ]),
  program('cli/main.cjs', 'engine/cli/main.ts', ['engine', 'evaluations']),
  page('renderer', 'dist/renderer/index.html', 'vite.config.ts'),
  page('rater', 'dist/rater/rater.html', 'vite.rater.config.ts'),
  {
    name: 'assets',
    output: 'dist/assets',
    inputs: ['engine/dataset/demo', 'engine/features'],
    make: (root) => gatherAssets(root, join(root, 'dist', 'assets')),
  },
  {
    name: 'icons',
    output: 'dist/icons/icon.png',
    inputs: ['electron/icons'],
    make: (root) => drawIcons(root, join(root, 'dist', 'icons')),
  },
];
