/** A `window.studio` of handlers; what has none is an error, so that a test sees every call. */
import type { StudioBridge } from '../../electron/contract/bridge.ts';

export interface Call {
  name: string;
  params: Record<string, unknown>;
}

export function fakeStudio(handlers: Record<string, (params: never) => unknown>): { calls: Call[] } {
  const calls: Call[] = [];
  const invoke = async (name: string, params: Record<string, unknown>): Promise<unknown> => {
    calls.push({ name, params });
    const handler = handlers[name];
    if (!handler) return { ok: false, error: { code: 'no-fake', message: `no fake for ${name}` } };
    try {
      return { ok: true, value: await handler(params as never) };
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return { ok: false, error: { code, message } };
    }
  };
  window.studio = { invoke, on: () => () => undefined } as unknown as StudioBridge;
  return { calls };
}
