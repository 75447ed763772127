import type { MessagePortMain } from 'electron';
import type { Wire } from '../../engine/contract/rpc.ts';

/** Our end of a channel to the engine. What is posted after it closed is dropped: the process may be dead. */
export function portWire(port: MessagePortMain): Wire {
  let open = true;
  port.once('close', () => (open = false));
  return {
    post: (message) => void (open && port.postMessage(message)),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.once('close', listener),
  };
}
