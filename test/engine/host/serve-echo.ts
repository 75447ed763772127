import { PinwiseError, serve } from '../../../engine/contract/rpc.ts';
import type { Wire } from '../../../engine/contract/rpc.ts';
import { echoContract } from './echo-contract.ts';

export function serveEcho(wire: Wire): void {
  const { emit } = serve(wire, echoContract, {
    sum: ({ data }) => ({ sum: data.reduce((a, b) => a + b, 0) }),
    refuse() {
      throw new PinwiseError('no-way', 'row 3 is bad', { details: { row: 3 } });
    },
    wait: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        emit('tick', { at: 1 });
        signal.addEventListener('abort', () => {
          emit('aborted', {});
          reject(signal.reason);
        });
      }),
  });
}
