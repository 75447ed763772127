/**
 * TensorFlow itself as a backend: the kernels of tfjs-node-gpu on an addon that the set-up built or fetched. The
 * package's own entry looks for its addon in node_modules and starts it at once; here only its parts are taken, so that
 * they can be bundled and the addon can lie anywhere. Loading costs memory and time: only processes that train do it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { NativeTrial } from '../contract/native-note.ts';
import { tf } from './tf.ts';

const require = createRequire(import.meta.url);

/** Registers `tensorflow` with TensorFlow.js, once in a process. @throws whatever the loader says about the addon */
export async function registerTensorflow(addon: string, loader: string | null): Promise<NativeTrial> {
  quieten();
  restoreUtil();
  if (loader) require(loader);
  const binding = require(addon) as TFJSBinding & { TF_Version: string };
  const [{ NodeJSKernelBackend: Backend }] = await Promise.all([
    import('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js'),
    import('@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js'),
  ]);
  if (!tf.engine().registryFactory.tensorflow) {
    tf.registerBackend('tensorflow', () => new Backend(binding, '@tensorflow/tfjs-node-gpu'));
  }
  const gpu = binding.isUsingGpuDevice() ? gpuName() : null;
  registered = { ours: loader !== null, gpu };
  return { version: binding.TF_Version, gpu };
}

/** The backend when this process computes with TensorFlow itself, for operations that TensorFlow.js does not have. */
export function nativeBackend(): NodeJSKernelBackend | undefined {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as NodeJSKernelBackend) : undefined;
}

/** Does this process compute with our own operations? They are in our build alone, and written for the processor. */
export function ownOperations(): boolean {
  return (
    registered !== undefined && registered.ours && registered.gpu === null && nativeBackend() !== undefined
  );
}

let registered: { ours: boolean; gpu: string | null } | undefined;

/** The library tells about processors and devices on standard error; errors are thrown anyhow. */
function quieten(): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  process.env.TF_CPP_MAX_VLOG_LEVEL ??= '0';
}

/** The package calls two functions that Node gave up: one is gone since 23, the other warns. */
function restoreUtil(): void {
  const util = require('node:util') as Record<string, unknown>;
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}

function gpuName(): string {
  try {
    const folder = '/proc/driver/nvidia/gpus';
    const [first] = readdirSync(folder);
    const model = /^Model:\s*(.+)$/m.exec(readFileSync(`${folder}/${first}/information`, 'utf8'));
    if (model) return model[1];
  } catch {
    // Not Linux, or a container that hides it.
  }
  return 'CUDA device';
}
