import { fileURLToPath } from 'node:url';
import { useAssets } from '../../../engine/assets.ts';
import { initBackend } from '../../../engine/backend/init-backend.ts';

/** Starts a tensor backend from the installed package, without a build. */
export async function startBackend(name: 'wasm' | 'cpu' = 'wasm'): Promise<void> {
  useAssets(
    fileURLToPath(new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)),
  );
  await initBackend(name);
}
