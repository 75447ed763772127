/**
 * Files that the engine ships beside its code: WebAssembly modules, the demo's archive, its word vectors.
 * The build gathers them in dist/assets/; each bundled entry point says where that is.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PinwiseError } from './contract/rpc.ts';

let folder = join(process.cwd(), 'dist', 'assets');

export function useAssets(path: string): void {
  folder = path;
}

export const assetsFolder = (): string => folder;

/** Full path of an asset; throws `asset-missing` with the cure when the build has not made it. */
export function assetPath(name: string): string {
  const path = join(folder, name);
  if (!existsSync(path)) {
    throw new PinwiseError('asset-missing', `${name} is not in ${folder}; run "npm run build" first`);
  }
  return path;
}
