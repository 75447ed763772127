import * as z from 'zod';
import { type WebContents, ipcMain } from 'electron';
import type { Handlers } from '../engine/contract/rpc.ts';
import { PinwiseError } from '../engine/contract/rpc.ts';
import { eventChannel, invokeChannel } from './channels.ts';
import type { Answer } from './contract/bridge.ts';
import { type StudioEvents, type StudioMethods, studioContract } from './contract/studio.ts';
import { asData } from './error-data.ts';
import { type Frame, isTrusted } from './trusted-sender.ts';

/** Handlers get the window that asks in place of a signal. */
export type StudioHandlers = {
  [K in keyof StudioMethods]: (
    params: z.output<StudioMethods[K]['params']>,
    sender: WebContents,
  ) => ReturnType<Handlers<StudioMethods>[K]>;
};

/** Answers windows. The one place where a message from a window enters the main process. */
export function serveStudio(handlers: StudioHandlers): void {
  ipcMain.handle(invokeChannel, (event, name: unknown, params: unknown) =>
    answer({ frame: event.senderFrame, name, params }, (method, checked) =>
      handlers[method](checked as never, event.sender),
    ),
  );
}

/**
 * Checks who asks, which method, and its parameters; then the result. Errors become data, since Electron keeps only an
 * error's message on its way to a window. What a result holds beyond its schema is left out.
 */
export async function answer(
  { frame, name, params }: { frame: Frame | null | undefined; name: unknown; params: unknown },
  handle: (name: keyof StudioMethods, params: unknown) => unknown,
): Promise<Answer<unknown>> {
  try {
    if (!isTrusted(frame)) throw new PinwiseError('forbidden', 'this page may not ask anything');
    if (typeof name !== 'string' || !Object.hasOwn(studioContract.methods, name)) {
      throw new PinwiseError('unknown-method', `no such method: ${String(name)}`);
    }
    const method = name as keyof StudioMethods;
    const schemas = studioContract.methods[method];
    const checked = schemas.params.safeParse(params);
    if (!checked.success) {
      throw new PinwiseError('bad-request', `${name}: ${z.prettifyError(checked.error)}`);
    }
    return { ok: true, value: schemas.result.parse(await handle(method, checked.data)) };
  } catch (error) {
    return { ok: false, error: asData(error) };
  }
}

/** Tells one window something; a window that is closing is told nothing. */
export function tell<K extends keyof StudioEvents>(
  contents: WebContents,
  name: K,
  value: z.input<StudioEvents[K]>,
): void {
  if (!contents.isDestroyed()) contents.send(eventChannel, name, value);
}
