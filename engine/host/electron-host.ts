/**
 * The host inside a utility process of Electron. It cannot fork and does not see another process die, so it asks the
 * main process for both (contract/host.ts): an engine for its jobs, a job for the replicas of its training.
 */
import { FromEngine, ToEngine, ToJob } from '../contract/host.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { EngineHost, JobProcess, JobStarter } from './host.ts';
import { wireOf } from './wires.ts';
import type { ClosableWire, ElectronPort } from './wires.ts';

/** The part of `process.parentPort` that is used. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown;
}

/** A port may close before main tells why the process died; after this time nothing more is expected. */
const reasonComesWithinMs = 1_000;

interface Awaited {
  resolve(process: JobProcess): void;
  reject(error: PinwiseError): void;
  gone?(reason: string): void;
}

export function electronEngineHost(parentPort: ParentPort): EngineHost {
  const people = buffered<ClosableWire>();
  const control = buffered<ClosableWire>();
  parentPort.on('message', ({ data, ports: [port] }) => {
    const parsed = ToEngine.safeParse(data);
    if (!parsed.success || !port) return;
    if (parsed.data.kind === 'people') people.push(wireOf(port));
    else if (parsed.data.kind === 'control') control.push(wireOf(port));
  });
  return { jobs: electronJobStarter(parentPort), onPeople: people.listen, onControl: control.listen };
}

export function electronJobStarter(parentPort: ParentPort): JobStarter {
  const jobs = new Map<string, Awaited>();
  const ask = (message: FromEngine): void => parentPort.postMessage(FromEngine.parse(message));

  parentPort.on('message', ({ data, ports: [port] }) => {
    const parsed = ToEngine.safeParse(data);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'job-gone') died(message.id, message.reason);
    else if (message.kind === 'job' && port) born(message.id, port);
  });

  function born(id: string, port: ElectronPort): void {
    const awaited = jobs.get(id);
    // A job's own wire is not one that it asked for.
    if (!awaited) return;
    const wire = wireOf(port);
    const gone = new Promise<string>((resolve) => {
      awaited.gone = resolve;
    });
    wire.onClose(() => setTimeout(() => died(id, 'its channel closed'), reasonComesWithinMs).unref());
    awaited.resolve({ wire, gone, kill: () => ask({ kind: 'stop-job', id }) });
  }

  function died(id: string, reason: string): void {
    const awaited = jobs.get(id);
    if (!awaited) return;
    jobs.delete(id);
    if (awaited.gone) awaited.gone(reason);
    else awaited.reject(new PinwiseError('job-gone', `its process could not be started: ${reason}`));
  }

  return {
    start: (id) =>
      new Promise((resolve, reject) => {
        jobs.set(id, { resolve, reject });
        ask({ kind: 'start-job', id });
      }),
  };
}

/** The wire of a job or a replica to who asked for it. */
export function electronJobWire(parentPort: ParentPort): Promise<ClosableWire> {
  return new Promise((resolve) => {
    parentPort.on('message', ({ data, ports: [port] }) => {
      if (port && ToJob.safeParse(data).success) resolve(wireOf(port));
    });
  });
}

/** Ports may come before anybody listens for them. */
function buffered<T>(): { push(value: T): void; listen(listener: (value: T) => void): void } {
  let early: T[] = [];
  let listener: ((value: T) => void) | undefined;
  return {
    push: (value) => void (listener ? listener(value) : early.push(value)),
    listen(next) {
      listener = next;
      early.forEach(next);
      early = [];
    },
  };
}
