/**
 * Chooses and starts the tensor backend of this process. TensorFlow has one global backend per process, so this
 * is called once at the start of a training; answering people needs no backend at all.
 */
import { dirname, sep } from 'node:path';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type * as z from 'zod';
import { assetPath } from '../assets.ts';
import type { BackendReport as schema } from '../contract/engine.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { tf } from './tf.ts';

/** Backend in use: name as PINWISE_BACKEND takes it, version, why this one, and all that could be started here. */
export type BackendReport = z.infer<typeof schema>;

const embedded = {
  wasm: 'WebAssembly with SIMD, one thread: fast and needs no native library',
  cpu: 'plain JavaScript: slow, runs everywhere',
} as const;
type Embedded = keyof typeof embedded;
const available = Object.keys(embedded);

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
  if (wanted === 'tensorflow') {
    throw new PinwiseError(
      'bad-backend',
      'backend "tensorflow" needs the native library, which this installation does not have; use wasm or cpu',
    );
  }
  if (wanted !== undefined && !isEmbedded(wanted)) {
    throw new PinwiseError(
      'bad-backend',
      `unknown backend "${wanted}"; choose one of ${available.join(', ')}`,
    );
  }
  if (wanted) {
    await start(wanted);
    return report(wanted, `asked for: ${embedded[wanted]}`);
  }
  try {
    await start('wasm');
    return report('wasm', embedded.wasm);
  } catch (error) {
    await start('cpu');
    return report('cpu', `wasm did not load (${messageOf(error)}); ${embedded.cpu}`);
  }
}

async function start(name: Embedded): Promise<void> {
  tf.enableProdMode();
  if (name === 'wasm') {
    setWasmPaths(dirname(assetPath('tfjs-backend-wasm-simd.wasm')) + sep);
    // Threads would start workers from a blob, which neither Node nor a utility process allows.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setThreadsCount(1);
  }
  try {
    if (!(await tf.setBackend(name))) throw new Error('the backend did not initialise');
    await tf.ready();
  } catch (cause) {
    throw new PinwiseError('backend-failed', `backend "${name}" did not start: ${messageOf(cause)}`, {
      cause,
    });
  }
}

function isEmbedded(name: string): name is Embedded {
  return Object.hasOwn(embedded, name);
}

function report(name: Embedded, why: string): BackendReport {
  return { name, version: tf.version_core, why, available };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
