import { EventEmitter } from 'node:events';
import type { ElectronPort } from '../../../engine/host/wires.ts';

/** Two ends that behave as Electron documents MessagePortMain: an event around the data, a queue until `start()`. */
export function fakeElectronPorts(): [ElectronPort, ElectronPort] {
  const a = new FakePort();
  const b = new FakePort();
  a.other = b;
  b.other = a;
  return [a, b];
}

class FakePort extends EventEmitter implements ElectronPort {
  other: FakePort | undefined;
  private queue: unknown[] = [];
  private started = false;
  private closed = false;

  postMessage(message: unknown): void {
    if (this.closed) throw new Error('posted on a closed port');
    this.other?.arrive(structuredClone(message));
  }
  start(): void {
    this.started = true;
    this.queue.splice(0).forEach((data) => this.arrive(data));
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.emit('close');
    setImmediate(() => this.other?.close());
  }
  private arrive(data: unknown): void {
    if (this.started) setImmediate(() => this.emit('message', { data }));
    else this.queue.push(data);
  }
}
