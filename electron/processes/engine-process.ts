/**
 * Keeps an engine running: starts it, brokers its ports, hears its heartbeat, starts it again when it is gone. Nothing
 * waits for it in here; a call made while there is none fails at once or waits for the next, as its caller says.
 */
import { type MessagePortMain, MessageChannelMain } from 'electron';
import { type ControlEvents, type ControlMethods, controlContract } from '../../engine/contract/engine.ts';
import { type ToEngine, processArguments } from '../../engine/contract/host.ts';
import { type Client, PinwiseError, connect } from '../../engine/contract/rpc.ts';
import type { EngineState } from '../contract/studio.ts';
import { type EngineJobs, engineJobs } from './engine-jobs.ts';
import { portWire } from './port-wire.ts';
import { restartPolicy } from './restart-policy.ts';
import { watchSilence } from './silence-watch.ts';
import { type Death, type Utility, startUtility } from './utility.ts';

export type Control = Client<ControlMethods, ControlEvents>;

export interface EngineProcess {
  state(): EngineState;
  /** The engine's control port; waits for an engine that is starting. @throws PinwiseError `engine-failed` */
  control(): Promise<Control>;
  /** A port to the engine that serves windows; null while there is no engine. */
  windowPort(): MessagePortMain | null;
  /** Lets engine and jobs end by themselves, and ends those that take too long. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  program: string;
  home: string;
  assets: string;
  version: string;
  onChanged(state: EngineState): void;
  /** A new engine is ready. */
  onReady(control: Control): void;
}

const silence = { ticks: 10, firstTicks: 60, everyMs: 1_000 };
const stopWithinMs = 4_000;

export function startEngine(options: EngineOptions): EngineProcess {
  const { program, home, assets, version, onChanged, onReady } = options;
  const policy = restartPolicy();
  let state: EngineState = { state: 'starting', reason: null, restarts: 0 };
  let engine: Utility | null = null;
  let client: Control | null = null;
  let controlPort: MessagePortMain | null = null;
  let jobs: EngineJobs | null = null;
  let stopping: (() => void) | null = null;
  let waiting: { resolve(control: Control): void; reject(error: PinwiseError): void }[] = [];

  const change = (next: Partial<EngineState>): void => {
    state = { ...state, ...next };
    onChanged(state);
  };
  const failed = (): PinwiseError =>
    new PinwiseError('engine-failed', `the engine does not run: ${state.reason ?? 'it was stopped'}`);

  function start(): void {
    const startedAt = performance.now();
    const process = startUtility(
      program,
      processArguments({ role: 'engine', home, assets, version }),
      'engine',
    );
    const tellEngine = (message: ToEngine, ports?: MessagePortMain[]): void => process.post(message, ports);
    const own = engineJobs({
      start: () => startUtility(program, processArguments({ role: 'job', home, assets, version }), 'job'),
      startReplica: () =>
        startUtility(program, processArguments({ role: 'replica', home, assets, version }), 'replica'),
      channel: () => new MessageChannelMain(),
      tellEngine,
    });
    const watch = watchSilence(silence, () => process.kill('silent'));
    engine = process;
    jobs = own;
    process.onMessage(own.take);
    process.onSpawn(() => {
      const { port1, port2 } = new MessageChannelMain();
      controlPort = port1;
      tellEngine({ kind: 'control' }, [port2]);
      const control = connect(portWire(port1), controlContract);
      control.on('heartbeat', () => {
        watch.heard();
        if (!client && engine === process) ready(control);
      });
    });
    process.onGone((death) => {
      watch.stop();
      own.abandon();
      gone(death, performance.now() - startedAt);
    });
  }

  function ready(control: Control): void {
    client = control;
    change({ state: 'ready', reason: null });
    onReady(control);
    const calls = waiting;
    waiting = [];
    calls.forEach(({ resolve }) => resolve(control));
  }

  function gone({ reason, killed }: Death, ms: number): void {
    const wasReady = client !== null;
    client?.close(
      new PinwiseError('engine-gone', `the engine stopped (${reason}); it is being started again`),
    );
    engine = client = controlPort = null;
    if (stopping) return stopping();
    const pause = policy.afterDeath({ ms, wasReady, killed });
    if (pause === null) {
      change({ state: 'failed', reason });
      const calls = waiting;
      waiting = [];
      calls.forEach(({ reject }) => reject(failed()));
      return;
    }
    change({ state: 'restarting', reason, restarts: state.restarts + 1 });
    setTimeout(() => stopping || start(), pause);
  }

  start();
  return {
    state: () => state,
    control() {
      if (client) return Promise.resolve(client);
      if (state.state === 'failed' || stopping) return Promise.reject(failed());
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    windowPort() {
      if (!engine || !client) return null;
      const { port1, port2 } = new MessageChannelMain();
      engine.post({ kind: 'people' } satisfies ToEngine, [port1]);
      return port2;
    },
    stop: () =>
      new Promise((resolve) => {
        const deadline = setTimeout(() => {
          engine?.kill('killed');
          resolve();
        }, stopWithinMs);
        stopping = () => {
          // Jobs write a checkpoint when the engine is gone; they get what is left of the time.
          if (!jobs?.count()) {
            clearTimeout(deadline);
            resolve();
          } else setTimeout(() => stopping?.(), 100);
        };
        if (engine) controlPort?.close();
        else stopping();
        if (engine && !controlPort) engine.kill('killed');
      }),
  };
}
