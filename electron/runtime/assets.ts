/**
 * Gathers in one folder what the engine ships beside its code (engine/assets.ts): WebAssembly modules, word vectors,
 * the demo's archives. Part of the build.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Name in the folder: where it comes from, relative to the repository. */
const files: Record<string, string> = {
  'tfjs-backend-wasm.wasm': 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm':
    'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  'svg-renderer.wasm': 'node_modules/@resvg/resvg-wasm/index_bg.wasm',
  'png-decoder.wasm': 'node_modules/@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
  'jpeg-decoder.wasm': 'node_modules/@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  'webp-decoder.wasm': 'node_modules/@jsquash/webp/codec/dec/webp_dec.wasm',
  'words.txt': 'engine/features/words/words.txt',
  'word-vectors.npy': 'engine/features/words/word-vectors.npy',
  'word-vectors.NOTICE.txt': 'engine/features/words/NOTICE.txt',
};

/** Brings the folder `out` up to date; what is there already stays untouched. Takes seconds the first time. */
export async function gatherAssets(root: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await Promise.all(
    Object.entries(files).map(([name, from]) => copyChanged(join(root, from), join(out, name))),
  );
  await makeDemo(root, out);
}

async function copyChanged(from: string, to: string): Promise<void> {
  const present = await readFile(to).catch(() => null);
  if (present?.equals(await readFile(from))) return;
  // A name of its own: builds and tests may run side by side.
  const part = `${to}.${process.pid}.part`;
  await copyFile(from, part);
  await rename(part, to);
}

/** In a process of its own: the build imports nothing of the engine. */
async function makeDemo(root: string, out: string): Promise<void> {
  const script = join(root, 'engine', 'dataset', 'demo', 'make-demo.ts');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', script, out, join(root, 'node_modules')], {
    cwd: root,
  });
}
