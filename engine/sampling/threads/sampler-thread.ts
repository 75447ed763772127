/**
 * A producer (PinSage, Ying et al., KDD 2018, section 3.2, producer-consumer minibatch construction): draws the next
 * minibatches on a thread of its own and lays them in shared memory, a few ahead of the trainer. Bundled by itself.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { samplerOf } from '../sampler-of.ts';
import type { Emptied, Filled, ThreadTask } from './messages.ts';
import { pack, packedBytes } from './pack.ts';

/** More than a batch needs, so that the next, a little larger one, fits too. */
const ROOM = 1.25;

const { spec, part, first, stride, end, slots } = workerData as ThreadTask;
const port = parentPort!;
const sampler = samplerOf(spec);
const buffers: SharedArrayBuffer[] = Array.from({ length: slots }, () => new SharedArrayBuffer(0));
const free = buffers.map((_, slot) => slot);
const now = (): number => performance.now() / 1000;
let next = first;
let idleSince = now();
let idleSeconds = 0;

/** Draws until no slot is free. */
function fill(): void {
  while (free.length > 0 && next < end) {
    const from = now();
    const batch = sampler.draw(next, part);
    const slot = free.shift()!;
    const bytes = packedBytes(batch);
    if (buffers[slot].byteLength < bytes)
      buffers[slot] = new SharedArrayBuffer(4 * Math.ceil((ROOM * bytes) / 4));
    const packed = pack(batch, buffers[slot]);
    idleSince = now();
    const filled: Filled = {
      ...{ step: next, slot, buffer: buffers[slot], packed },
      ...{ sampleSeconds: idleSince - from, idleSeconds },
    };
    port.postMessage(filled);
    idleSeconds = 0;
    next += stride;
  }
}

port.on('message', ({ slot }: Emptied) => {
  if (free.length === 0) idleSeconds += now() - idleSince;
  free.push(slot);
  fill();
});
fill();
