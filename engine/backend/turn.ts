import { PinwiseError } from '../contract/rpc.ts';

/**
 * Gives the event loop a turn (a macrotask) between two computations, which block it; so messages get through.
 * @throws PinwiseError `cancelled` when the signal was aborted
 */
export async function turn(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new PinwiseError('cancelled', 'cancelled');
}
