import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bundle as bundleTo } from '../../../electron/runtime/bundle.ts';
import { root } from '../../root.ts';

/** Bundles a program as the build does, with the sampler thread beside it, into a new temporary folder; returns its file. */
export async function bundle(entry: string): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'pinwise-bundle-')), 'engine');
  const to = (name: string): string => join(relative(root, folder), name);
  await bundleTo(root, entry, to('main.cjs'));
  await bundleTo(root, 'engine/sampling/threads/sampler-thread.ts', to('sampler.cjs'));
  return join(folder, 'main.cjs');
}
