/**
 * Named, checked calls over one message port: the only way that processes of Pinwise talk to each other.
 * A contract is a table of methods (schemas of parameters and result) and of events. Both ends check what arrives;
 * errors travel as data with their `code`; an AbortSignal crosses as a message.
 */
import * as z from 'zod';

export interface Method<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  params: P;
  result: R;
}
export type Methods = Record<string, Method>;
export type Events = Record<string, z.ZodType>;

export const method = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R): Method<P, R> => ({
  params,
  result,
});

export type Params<M extends Methods, K extends keyof M> = z.input<M[K]['params']>;
export type Result<M extends Methods, K extends keyof M> = z.output<M[K]['result']>;

/** What both `MessagePort` of the web, of Electron's main process and of Node can be wrapped into. */
export interface Wire {
  post(message: unknown): void;
  /** Called once, by the end that owns the wire. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** An error with a stable `code`; the only kind that crosses a process boundary. */
export class PinwiseError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown; details?: unknown },
  ) {
    super(message, { cause: options?.cause });
    this.name = 'PinwiseError';
    this.details = options?.details;
  }
  readonly details: unknown;
}

const WireMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.number(), name: z.string(), params: z.unknown() }),
  z.object({ kind: z.literal('abort'), id: z.number() }),
  z.object({ kind: z.literal('result'), id: z.number(), value: z.unknown() }),
  z.object({
    kind: z.literal('error'),
    id: z.number(),
    code: z.string(),
    message: z.string(),
    details: z.unknown(),
  }),
  z.object({ kind: z.literal('event'), name: z.string(), value: z.unknown() }),
]);

export type Handlers<M extends Methods> = {
  [K in keyof M]: (
    params: z.output<M[K]['params']>,
    context: { signal: AbortSignal },
  ) => Promise<z.input<M[K]['result']>> | z.input<M[K]['result']>;
};

/** Answers calls that arrive on `wire`; `emit` sends an event to the other end. */
export function serve<M extends Methods, E extends Events>(
  wire: Wire,
  contract: { methods: M; events: E },
  handlers: Handlers<M>,
): { emit<K extends keyof E & string>(name: K, value: z.input<E[K]>): void } {
  const running = new Map<number, AbortController>();
  wire.onMessage((raw) => {
    const parsed = WireMessage.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'abort') running.get(message.id)?.abort();
    if (message.kind !== 'call') return;
    const { id, name } = message;
    const controller = new AbortController();
    running.set(id, controller);
    void answer(name, message.params, controller.signal)
      .then((value) => wire.post({ kind: 'result', id, value }))
      .catch((error: unknown) => wire.post({ kind: 'error', id, ...asData(error) }))
      .finally(() => running.delete(id));
  });
  wire.onClose(() => running.forEach((controller) => controller.abort()));

  async function answer(name: string, params: unknown, signal: AbortSignal): Promise<unknown> {
    if (!Object.hasOwn(contract.methods, name))
      throw new PinwiseError('unknown-method', `no such method: ${name}`);
    const { params: schema, result } = contract.methods[name];
    const checked = schema.safeParse(params);
    if (!checked.success) {
      throw new PinwiseError('bad-request', `${name}: ${z.prettifyError(checked.error)}`);
    }
    return result.parse(await handlers[name as keyof M](checked.data as never, { signal }));
  }

  return { emit: (name, value) => wire.post({ kind: 'event', name, value }) };
}

export interface Client<M extends Methods, E extends Events> {
  call<K extends keyof M & string>(
    name: K,
    params: Params<M, K>,
    options?: { signal?: AbortSignal },
  ): Promise<Result<M, K>>;
  /** Returns the function that stops listening. */
  on<K extends keyof E & string>(name: K, listener: (value: z.output<E[K]>) => void): () => void;
  /** Rejects all that is open; used when the other end died. */
  close(reason: PinwiseError): void;
}

export function connect<M extends Methods, E extends Events>(
  wire: Wire,
  contract: { methods: M; events: E },
): Client<M, E> {
  let lastId = 0;
  let closed: PinwiseError | undefined;
  const open = new Map<
    number,
    { name: string; resolve(value: unknown): void; reject(error: unknown): void }
  >();
  const listeners = new Map<string, Set<(value: never) => void>>();

  wire.onMessage((raw) => {
    const parsed = WireMessage.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'event') {
      const value = contract.events[message.name]?.safeParse(message.value);
      if (value?.success) listeners.get(message.name)?.forEach((listener) => listener(value.data as never));
      return;
    }
    if (message.kind !== 'result' && message.kind !== 'error') return;
    const call = open.get(message.id);
    open.delete(message.id);
    if (!call) return;
    if (message.kind === 'error') {
      call.reject(new PinwiseError(message.code, message.message, { details: message.details }));
    } else {
      const value = contract.methods[call.name].result.safeParse(message.value);
      if (value.success) call.resolve(value.data);
      else call.reject(new PinwiseError('bad-reply', `${call.name}: ${z.prettifyError(value.error)}`));
    }
  });
  const close = (reason: PinwiseError): void => {
    closed ??= reason;
    open.forEach((call) => call.reject(reason));
    open.clear();
  };
  wire.onClose(() => close(new PinwiseError('engine-gone', 'the engine stopped; it is being started again')));

  return {
    call(name, params, options) {
      if (closed) return Promise.reject(closed);
      const id = ++lastId;
      const promise = new Promise<never>((resolve, reject) => {
        open.set(id, { name, resolve: resolve as (value: unknown) => void, reject });
      });
      options?.signal?.addEventListener('abort', () => open.has(id) && wire.post({ kind: 'abort', id }), {
        once: true,
      });
      wire.post({ kind: 'call', id, name, params });
      return promise;
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener as (value: never) => void));
      return () => set.delete(listener as (value: never) => void);
    },
    close,
  };
}

function asData(error: unknown): { code: string; message: string; details: unknown } {
  if (error instanceof PinwiseError)
    return { code: error.code, message: error.message, details: error.details };
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'cancelled', message: 'cancelled', details: undefined };
  }
  return {
    code: 'internal',
    message: error instanceof Error ? error.message : String(error),
    details: undefined,
  };
}
