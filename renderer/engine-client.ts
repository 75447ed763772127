/**
 * The engine as one client that outlives the engine's process. A call made while no engine is attached waits for the
 * next one; a question that a dying engine left open is asked again; a change (train, remove, …) is not, since it may
 * have happened: it fails with `engine-gone`.
 */
import { peopleContract, type PeopleEvents, type PeopleMethods } from '../engine/contract/engine.ts';
import { connect, PinwiseError, type Client, type Wire } from '../engine/contract/rpc.ts';
import { plainData } from './plain-data.ts';

const changes: ReadonlySet<keyof PeopleMethods> = new Set([
  'datasets.remove',
  'runs.remove',
  'jobs.importDemo',
  'jobs.train',
  'jobs.resume',
  'jobs.cancel',
  'jobs.dismiss',
]);
const mostAttempts = 3;

export interface EngineClient extends Pick<Client<PeopleMethods, PeopleEvents>, 'call' | 'on'> {
  /** Takes the port of a new engine process; what waited is sent. */
  attach(port: MessagePort): void;
  /** The engine stopped: open questions wait for the next one. */
  detach(): void;
  /**
   * The engine will not come back by itself: everything that waits or is asked later is rejected with `engine-failed`,
   * until another engine is attached or expected (`detach`).
   */
  giveUp(reason: string): void;
  /** Called at once when an engine is attached, and at every later one. */
  onAttached(listener: () => void): () => void;
}

export function createEngineClient(): EngineClient {
  let current: Client<PeopleMethods, PeopleEvents> | undefined;
  let waiting: { resolve(client: Client<PeopleMethods, PeopleEvents>): void; reject(error: Error): void }[] =
    [];
  const subscriptions = new Set<(client: Client<PeopleMethods, PeopleEvents>) => void>();
  const attached = new Set<() => void>();

  /** Why no engine will come, while none is expected. */
  let failed: PinwiseError | undefined;

  async function nextClient(): Promise<Client<PeopleMethods, PeopleEvents>> {
    if (failed) throw failed;
    return current ?? new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  const detach = (): void => {
    failed = undefined;
    current?.close(new PinwiseError('engine-gone', 'the engine stopped; it is being started again'));
    current = undefined;
  };

  return {
    async call(name, params, options) {
      const data = plainData(params);
      for (let attempt = 1; ; attempt++) {
        const client = await nextClient();
        options?.signal?.throwIfAborted();
        try {
          return await client.call(name, data, options);
        } catch (error) {
          const again = error instanceof PinwiseError && error.code === 'engine-gone' && !changes.has(name);
          if (!again || attempt === mostAttempts) throw error;
          if (client === current) detach();
        }
      }
    },
    on(name, listener) {
      let stop: (() => void) | undefined;
      const subscribe = (client: Client<PeopleMethods, PeopleEvents>): void => {
        stop = client.on(name, listener);
      };
      subscriptions.add(subscribe);
      if (current) subscribe(current);
      return () => {
        subscriptions.delete(subscribe);
        stop?.();
      };
    },
    attach(port) {
      detach();
      const client = connect(portWire(port), peopleContract);
      current = client;
      subscriptions.forEach((subscribe) => subscribe(client));
      const calls = waiting;
      waiting = [];
      calls.forEach(({ resolve }) => resolve(client));
      attached.forEach((listener) => listener());
    },
    detach,
    giveUp(reason) {
      detach();
      const error = new PinwiseError('engine-failed', reason);
      failed = error;
      const calls = waiting;
      waiting = [];
      calls.forEach(({ reject }) => reject(error));
    },
    onAttached(listener) {
      attached.add(listener);
      if (current) listener();
      return () => attached.delete(listener);
    },
  };
}

/** A port of the web never says that its other end died; `detach` and `giveUp` do, told by the main process. */
function portWire(port: MessagePort): Wire {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => (port.onmessage = (event) => listener(event.data)),
    onClose: () => undefined,
  };
}

/** The window's engine. */
export const engine = createEngineClient();
