/**
 * One shape for the three kinds of channel between processes. Each wire can be closed from this side and tells when
 * it closed from either; what is posted on a closed wire is dropped, since a port to a dead process may crash the
 * sender (electron PR #39335).
 */
import type { MessagePort } from 'node:worker_threads';
import type { Wire } from '../contract/rpc.ts';

export interface ClosableWire extends Wire {
  close(): void;
}

/** The part of Electron's MessagePortMain that is used. It wraps what arrives in an event, and has to be started. */
export interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** The part that `process` and a ChildProcess with an IPC channel have in common. */
export interface IpcEnd {
  readonly connected: boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  disconnect(): void;
  send?(message: object, handle: undefined, options: undefined, sent: (error: Error | null) => void): boolean;
}

export function wireOf(port: ElectronPort | MessagePort): ClosableWire {
  return isElectronPort(port)
    ? closable({
        post: (message) => port.postMessage(message),
        onMessage(listener) {
          port.on('message', ({ data }) => listener(data));
          port.start();
        },
        onClose: (listener) => void port.on('close', listener),
        close: () => port.close(),
      })
    : closable({
        post: (message) => port.postMessage(message),
        onMessage: (listener) => void port.on('message', listener),
        onClose: (listener) => void port.on('close', listener),
        close: () => port.close(),
      });
}

/** The channel of `fork`, seen from either end. `serialization: 'advanced'` lets typed data pass as it is. */
export function wireOfIpc(end: IpcEnd): ClosableWire {
  return closable({
    post(message) {
      // With a callback a channel that breaks while sending does not throw; its closing is told anyhow.
      if (end.connected) end.send?.(message as object, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => void end.on('message', listener),
    onClose: (listener) => void end.on('disconnect', listener),
    close: () => void (end.connected && end.disconnect()),
  });
}

/** Remembers that the channel closed: nothing is posted then, and late listeners are told too. */
function closable(channel: {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}): ClosableWire {
  let open = true;
  const listeners = new Set<() => void>();
  const closed = (): void => {
    if (!open) return;
    open = false;
    listeners.forEach((listener) => listener());
  };
  channel.onClose(closed);
  return {
    post: (message) => void (open && channel.post(message)),
    onMessage: channel.onMessage,
    onClose(listener) {
      if (open) listeners.add(listener);
      else queueMicrotask(listener);
    },
    close() {
      if (!open) return;
      channel.close();
      closed();
    },
  };
}

/** Node's MessagePort can be unreferenced; Electron's cannot. */
const isElectronPort = (port: ElectronPort | MessagePort): port is ElectronPort => !('unref' in port);
