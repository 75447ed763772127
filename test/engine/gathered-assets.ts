import { join } from 'node:path';
import { gatherAssets } from '../../electron/runtime/assets.ts';
import { useAssets } from '../../engine/assets.ts';

const root = join(import.meta.dirname, '..', '..');

/** Gathers the assets where tests keep them (made once, shared by test files) and points the engine there. */
export async function gatheredAssets(): Promise<string> {
  const folder = join(root, '.cache', 'test-assets');
  await gatherAssets(root, folder);
  useAssets(folder);
  return folder;
}
