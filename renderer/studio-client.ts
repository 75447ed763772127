/** The main process as promises: what `window.studio` answers as data becomes a value or a thrown PinwiseError. */
import type { StudioBridge } from '../electron/contract/bridge.ts';
import type { StudioMethods } from '../electron/contract/studio.ts';
import { PinwiseError, type Params, type Result } from '../engine/contract/rpc.ts';
import { plainData } from './plain-data.ts';

declare global {
  interface Window {
    studio: StudioBridge;
  }
}

export const studio = {
  /** Throws PinwiseError with the code that the main process gave. */
  async invoke<K extends keyof StudioMethods>(
    name: K,
    params: Params<StudioMethods, K>,
  ): Promise<Result<StudioMethods, K>> {
    const answer = await window.studio.invoke(name, plainData(params));
    if (answer.ok) return answer.value;
    const { code, message, details } = answer.error;
    throw new PinwiseError(code, message, { details });
  },

  /** Returns the function that stops listening. */
  on: ((name, listener) => window.studio.on(name, listener)) as StudioBridge['on'],
};
