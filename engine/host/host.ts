/** What the engine needs from the process that it runs in: its callers' wires, and processes for jobs. */
import type { ClosableWire } from './wires.ts';

export interface JobProcess {
  readonly wire: ClosableWire;
  /** Resolves, once, with why it died, in words; also after an orderly end. */
  readonly gone: Promise<string>;
  /** Ends it at once. */
  kill(): void;
}

/** The one seam through which processes for jobs are started. */
export interface JobStarter {
  /** Resolves when the wire is there. Rejects with `job-gone` when the process could not be started. */
  start(id: string): Promise<JobProcess>;
}

export interface EngineHost {
  readonly jobs: JobStarter;
  /** A wire that gets `peopleContract`. */
  onPeople(listener: (wire: ClosableWire) => void): void;
  /** The wire that gets `controlContract`; when it closes, nobody needs this engine any more. */
  onControl(listener: (wire: ClosableWire) => void): void;
}
