import type { ControlMethods } from '../contract/engine.ts';
import type { Handlers } from '../contract/rpc.ts';
import type { JobStarter } from '../host/host.ts';
import type { JobTable } from '../jobs/job-table.ts';

/** What the answers are made from. */
export interface AnswerContext {
  /** PINWISE_HOME. */
  readonly home: string;
  /** Version of the program, stored with every run. */
  readonly version: string;
  readonly now: () => Date;
  readonly jobs: JobTable;
  readonly starter: JobStarter;
  /** To be called after an own change of the store. */
  readonly changed: { datasets(): void; runs(): void };
}

/** The handlers of some methods; one file of this folder for each kind of thing. */
export type Answers<K extends keyof ControlMethods> = Pick<Handlers<ControlMethods>, K>;
