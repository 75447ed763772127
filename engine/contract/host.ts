/**
 * What the main process and the processes that it starts tell each other over `process.parentPort`, besides handing
 * over ports. A utility process of Electron can neither fork nor see that another one died, so main does both for it.
 * The port that belongs to a message travels beside it, as `ports[0]`.
 */
import * as z from 'zod';

const JobId = z.string().min(1).max(100);

/** Main to engine. */
export const ToEngine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('people') }).describe("ports[0]: a window's port; it gets peopleContract"),
  z.object({ kind: z.literal('control') }).describe("ports[0]: main's own port; it gets controlContract"),
  z.object({ kind: z.literal('job'), id: JobId }).describe('ports[0]: the wire to the job asked for'),
  z
    .object({ kind: z.literal('job-gone'), id: JobId, reason: z.string() })
    .describe('no port: the job died, or could not be started'),
]);
export type ToEngine = z.infer<typeof ToEngine>;

/** Engine to main; a training asks likewise for its replicas. No ports. */
export const FromEngine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start-job'), id: JobId }),
  z.object({ kind: z.literal('stop-job'), id: JobId }).describe('kill it; its work is safe on disk'),
]);
export type FromEngine = z.infer<typeof FromEngine>;

/** Main to a job or a replica, first of all; then a job hears of the replicas that it asks for as an engine does of jobs. */
export const ToJob = z
  .object({ kind: z.literal('job'), id: JobId })
  .describe('ports[0]: the wire to who asked for it, contract: job-process.ts or replica-process.ts');
export type ToJob = z.infer<typeof ToJob>;

/** The roles of the one program `engine/main.ts`. */
export const Role = z.enum(['engine', 'job', 'replica']);
export type Role = z.infer<typeof Role>;

/** `--role=engine --home=… --assets=… --version=…`; what every start of `engine/main.ts` carries. */
export interface ProcessArguments {
  role: Role;
  /** PINWISE_HOME, absolute. */
  home: string;
  /** Folder of the assets that the build gathers (wasm modules, word vectors, demo archives), absolute. */
  assets: string;
  /** Version of the program, stored with every run. */
  version: string;
}

/** The arguments as strings, for `fork` and `utilityProcess.fork`. */
export const processArguments = (o: ProcessArguments): string[] => [
  `--role=${o.role}`,
  `--home=${o.home}`,
  `--assets=${o.assets}`,
  `--version=${o.version}`,
];
