import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useAssets } from '../../../engine/assets.ts';
import { initBackend } from '../../../engine/backend/init-backend.ts';
import { findLibrary } from '../../../engine/backend/native-library.ts';
import { root } from '../../root.ts';

/** Starts a tensor backend from the installed package, without a build. */
export async function startBackend(name: 'wasm' | 'cpu' = 'wasm'): Promise<void> {
  useAssets(
    fileURLToPath(new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)),
  );
  await initBackend(name);
}

/** Why TensorFlow itself cannot be tested here; undefined where the set-up got it. */
export function withoutTensorflow(): string | undefined {
  useAssets(join(root, 'dist', 'assets'));
  const library = findLibrary();
  return library.state === 'missing' ? `${library.why}; ${library.cure}` : undefined;
}

/** Starts TensorFlow itself, as the set-up left it. */
export async function startTensorflow(): Promise<void> {
  useAssets(join(root, 'dist', 'assets'));
  await initBackend('tensorflow');
}
