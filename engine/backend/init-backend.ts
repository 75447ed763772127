/**
 * Chooses and starts the tensor backend of this process. TensorFlow has one global backend per process, so this
 * is called once at the start of a training; answering people needs no backend at all.
 */
import { cpus } from 'node:os';
import { dirname, sep } from 'node:path';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type * as z from 'zod';
import { assetPath } from '../assets.ts';
import type { BackendReport as schema } from '../contract/engine.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { findLibrary } from './native-library.ts';
import type { FoundLibrary } from './native-library.ts';
import { tf } from './tf.ts';

/** Backend in use: name as PINWISE_BACKEND takes it, version, why this one, and all that could be started here. */
export type BackendReport = z.infer<typeof schema>;

const embedded = {
  wasm: 'WebAssembly with SIMD, one thread: fast and needs no native library',
  cpu: 'plain JavaScript: slow, runs everywhere',
} as const;
type Embedded = keyof typeof embedded;
const names = ['tensorflow', ...Object.keys(embedded)];

/**
 * Starts the backend `wanted` (default: the environment's PINWISE_BACKEND, else the best that loads).
 * Throws `bad-backend` for a name that this installation cannot start, `backend-failed` when a wanted one does
 * not load.
 */
export function initBackend(wanted = process.env.PINWISE_BACKEND || undefined): Promise<BackendReport> {
  const starting = choose(wanted);
  ready = starting;
  starting.catch(() => ready === starting && (ready = undefined));
  return starting;
}

/** The backend of this process, whoever started it; starts the default when nobody has. */
export function ensureBackend(): Promise<BackendReport> {
  return ready ?? initBackend();
}

let ready: Promise<BackendReport> | undefined;

async function choose(wanted: string | undefined): Promise<BackendReport> {
  if (wanted !== undefined && !names.includes(wanted)) {
    throw new PinwiseError('bad-backend', `unknown backend "${wanted}"; choose one of ${names.join(', ')}`);
  }
  tf.enableProdMode();
  const library = findLibrary();
  if (wanted === 'tensorflow') {
    if (library.state === 'missing') {
      throw new PinwiseError(
        'bad-backend',
        `backend "tensorflow" needs its native library: ${library.why}; this gets it: ${library.cure}. Or use wasm or cpu`,
      );
    }
    return startNative(library, 'asked for: ');
  }
  if (wanted) {
    await start(wanted as Embedded);
    return report(library, {
      name: wanted as Embedded,
      why: `asked for: ${embedded[wanted as Embedded]}`,
      cure: null,
    });
  }
  const without = library.state === 'missing' ? library : await tryNative(library);
  if ('name' in without) return without;
  const reason = `no TensorFlow (${without.why})`;
  try {
    await start('wasm');
    return report(library, { name: 'wasm', why: `${reason}; ${embedded.wasm}`, cure: without.cure });
  } catch (error) {
    await start('cpu');
    const why = `${reason}; wasm did not load (${messageOf(error)}); ${embedded.cpu}`;
    return report(library, { name: 'cpu', why, cure: without.cure });
  }
}

type Ready = Extract<FoundLibrary, { state: 'ready' }>;

async function tryNative(library: Ready): Promise<BackendReport | { why: string; cure: string }> {
  try {
    return await startNative(library, '');
  } catch (error) {
    return { why: messageOf(error), cure: 'npm run setup' };
  }
}

async function startNative(library: Ready, preface: string): Promise<BackendReport> {
  try {
    const { registerTensorflow } = await import('./tensorflow.ts');
    const { version, gpu } = await registerTensorflow(library.addon, library.loader);
    await use('tensorflow');
    const device = gpu === null ? `${cpus().length} cores` : (library.gpu ?? gpu);
    return {
      name: 'tensorflow',
      version,
      why: `${preface}TensorFlow itself, ${library.source}, on ${device}`,
      available: availableWith(library),
      device: gpu === null ? null : { kind: 'gpu', name: device },
      cure: null,
    };
  } catch (cause) {
    throw failed('tensorflow', cause);
  }
}

async function start(name: Embedded): Promise<void> {
  try {
    if (name === 'wasm') {
      setWasmPaths(dirname(assetPath('tfjs-backend-wasm-simd.wasm')) + sep);
      // Threads would start workers from a blob, which neither Node nor a utility process allows.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setThreadsCount(1);
    }
    await use(name);
  } catch (cause) {
    throw cause instanceof PinwiseError ? cause : failed(name, cause);
  }
}

async function use(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error('the backend did not initialise');
  await tf.ready();
}

const failed = (name: string, cause: unknown): PinwiseError =>
  new PinwiseError('backend-failed', `backend "${name}" did not start: ${messageOf(cause)}`, { cause });

function report(
  library: FoundLibrary,
  { name, why, cure }: { name: Embedded; why: string; cure: string | null },
): BackendReport {
  return { name, version: tf.version_core, why, available: availableWith(library), device: null, cure };
}

const availableWith = (library: FoundLibrary): string[] =>
  library.state === 'ready' ? names : Object.keys(embedded);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
