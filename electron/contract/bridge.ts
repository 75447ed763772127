/**
 * What the preload puts on `window.studio`. Errors come as data, since Electron strips an error's fields on its way
 * out of `invoke`. Only names of `studioContract` pass.
 *
 * The engine's port arrives as a window message `{ type: enginePortMessage }` with the MessagePort in `ports[0]`,
 * after `engine.connect` was called, and again (a new port) after each restart of the engine.
 */
import type { Params, Result } from '../../engine/contract/rpc.ts';
import type { StudioEvents, StudioMethods } from './studio.ts';
import type * as z from 'zod';

export const enginePortMessage = 'pinwise:engine-port';

export type Answer<T> =
  { ok: true; value: T } | { ok: false; error: { code: string; message: string; details?: unknown } };

export interface StudioBridge {
  invoke<K extends keyof StudioMethods>(
    name: K,
    params: Params<StudioMethods, K>,
  ): Promise<Answer<Result<StudioMethods, K>>>;
  /** Returns the function that stops listening. */
  on<K extends keyof StudioEvents>(name: K, listener: (value: z.output<StudioEvents[K]>) => void): () => void;
}
