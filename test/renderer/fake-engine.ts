/** An engine process as a window sees it: a port, served by the real rpc. What has no handler is an error. */
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { peopleContract, type PeopleEvents, type PeopleMethods } from '../../engine/contract/engine.ts';
import { PinwiseError, serve, type Handlers } from '../../engine/contract/rpc.ts';

export interface FakeEngine {
  /** The window's end; to be attached. */
  port: MessagePort;
  calls: { name: string; params: unknown; signal: AbortSignal }[];
  emit: ReturnType<typeof serve<PeopleMethods, PeopleEvents>>['emit'];
}

const ports: NodePort[] = [];
/** After each test: an open port keeps the worker alive. */
export const closePorts = (): void => ports.splice(0).forEach((port) => port.close());

export function fakeEngine(handlers: {
  [K in keyof PeopleMethods]?: (params: never, context: { signal: AbortSignal }) => unknown;
}): FakeEngine {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const calls: FakeEngine['calls'] = [];
  const all = Object.fromEntries(
    (Object.keys(peopleContract.methods) as (keyof PeopleMethods)[]).map((name) => [
      name,
      (params: never, context: { signal: AbortSignal }) => {
        calls.push({ name, params, signal: context.signal });
        const handler = handlers[name];
        if (!handler) throw new PinwiseError('no-fake', `no fake for ${name}`);
        return handler(params, context);
      },
    ]),
  );
  const wire = {
    post: (message: unknown) => port1.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => void port1.on('message', listener),
    onClose: (listener: () => void) => void port1.on('close', listener),
  };
  const { emit } = serve(wire, peopleContract, all as Handlers<PeopleMethods>);
  return { port: port2 as unknown as MessagePort, calls, emit };
}

/** Until `holds`, without a limit of its own: messages of ports come when they come. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}
