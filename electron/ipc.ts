import * as z from 'zod';
import { type WebContents, ipcMain } from 'electron';
import type { Handlers, Methods } from '../engine/contract/rpc.ts';
import { PinwiseError } from '../engine/contract/rpc.ts';
import { eventChannel, invokeChannel, ratingEventChannel, ratingInvokeChannel } from './channels.ts';
import type { Answer } from './contract/bridge.ts';
import { type RatingEvents, type RatingMethods, ratingContract } from './contract/rating.ts';
import { type StudioEvents, type StudioMethods, studioContract } from './contract/studio.ts';
import { asData } from './error-data.ts';
import type { Host } from './pages/page-address.ts';
import { type Frame, isTrusted } from './pages/trusted-sender.ts';

/** Handlers get the window that asks in place of a signal. */
type WindowHandlers<M extends Methods> = {
  [K in keyof M]: (params: z.output<M[K]['params']>, sender: WebContents) => ReturnType<Handlers<M>[K]>;
};
export type StudioHandlers = WindowHandlers<StudioMethods>;
export type RatingHandlers = WindowHandlers<RatingMethods>;

/** A kind of window: where its page comes from, and all that it may ask. */
export interface Audience {
  host: Host;
  methods: Methods;
}
export const studioAudience: Audience = { host: 'app', methods: studioContract.methods };
export const ratingAudience: Audience = { host: 'rater', methods: ratingContract.methods };

/** Answers windows: here, and nowhere else, a message from a window enters the main process. */
export function serveStudio(handlers: StudioHandlers): void {
  listen(invokeChannel, studioAudience, handlers as never);
}
export function serveRating(handlers: RatingHandlers): void {
  listen(ratingInvokeChannel, ratingAudience, handlers as never);
}

function listen(
  channel: string,
  audience: Audience,
  handlers: Record<string, (params: unknown, sender: WebContents) => unknown>,
): void {
  ipcMain.handle(channel, (event, name: unknown, params: unknown) =>
    answer({ frame: event.senderFrame, name, params, audience }, (method, checked) =>
      handlers[method](checked, event.sender),
    ),
  );
}

/**
 * Checks who asks, which method, and its parameters; then the result. Errors become data, since Electron keeps only an
 * error's message on its way to a window. What a result holds beyond its schema is left out.
 */
export async function answer(
  {
    frame,
    name,
    params,
    audience,
  }: { frame: Frame | null | undefined; name: unknown; params: unknown; audience: Audience },
  handle: (name: string, params: unknown) => unknown,
): Promise<Answer<unknown>> {
  const { host, methods } = audience;
  try {
    if (!isTrusted(frame, host)) throw new PinwiseError('forbidden', 'this page may not ask anything');
    if (typeof name !== 'string' || !Object.hasOwn(methods, name)) {
      throw new PinwiseError('unknown-method', `no such method: ${String(name)}`);
    }
    const schemas = methods[name];
    const checked = schemas.params.safeParse(params);
    if (!checked.success) {
      throw new PinwiseError('bad-request', `${name}: ${z.prettifyError(checked.error)}`);
    }
    return { ok: true, value: schemas.result.parse(await handle(name, checked.data)) };
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

export function tellRater<K extends keyof RatingEvents>(
  contents: WebContents,
  name: K,
  value: z.input<RatingEvents[K]>,
): void {
  if (!contents.isDestroyed()) contents.send(ratingEventChannel, name, value);
}
