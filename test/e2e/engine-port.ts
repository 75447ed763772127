/**
 * The window's own port to the engine, for asking it from a test. The page takes each new port with `onmessage`; we
 * listen beside it and number our calls far above the page's.
 */
import type { Page } from 'playwright-core';
import type { StudioBridge } from '../../electron/contract/bridge.ts';
import type { PeopleMethods } from '../../engine/contract/engine.ts';
import type { Params, Result } from '../../engine/contract/rpc.ts';

declare global {
  interface Window {
    studio: StudioBridge;
    askEngine?: (name: string, params: unknown) => Promise<unknown>;
  }
}

/** Has a new port sent to the window and keeps it. To be called again after the engine was started anew. */
export async function takeEnginePort(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let last = 1_000_000_000;
    const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
    const port = new Promise<MessagePort>((resolve) => {
      const onPort = (event: MessageEvent): void => {
        if (!event.ports[0]) return;
        window.removeEventListener('message', onPort);
        resolve(event.ports[0]);
      };
      window.addEventListener('message', onPort);
    });
    await window.studio.invoke('engine.connect', {});
    const engine = await port;
    engine.addEventListener('message', ({ data }) => {
      const call = open.get(data.id);
      if (!call) return;
      open.delete(data.id);
      if (data.kind === 'error') call.reject(new Error(`${data.code}: ${data.message}`));
      else call.resolve(data.value);
    });
    window.askEngine = (name, params) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        open.set(id, { resolve, reject });
        engine.postMessage({ kind: 'call', id, name, params });
      });
  });
}

/** Asks the engine through the port taken last. */
export async function ask<K extends keyof PeopleMethods & string>(
  page: Page,
  name: K,
  params: Params<PeopleMethods, K>,
): Promise<Result<PeopleMethods, K>> {
  return (await page.evaluate(([method, given]) => window.askEngine!(method, given), [
    name,
    params,
  ] as const)) as Result<PeopleMethods, K>;
}

/** Asks until `done` says so; for work that goes on in the engine. */
export async function until<T>(
  look: () => Promise<T>,
  done: (value: T) => boolean,
  { seconds = 300, what = 'what was waited for' } = {},
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await look();
    if (done(value)) return value;
    if (Date.now() > end)
      throw new Error(`${what} did not happen in ${seconds} s; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
