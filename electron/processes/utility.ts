import { type MessagePortMain, type UtilityProcess, app, utilityProcess } from 'electron';
import { engineEnvironment } from './engine-environment.ts';
import { deathReason } from './death-reason.ts';

export interface Death {
  /** For people. */
  reason: string;
  /** By a signal from outside: neither a crash nor our own doing. */
  killed: boolean;
}

/** A process that we started. Its end is told once; afterwards `post` and `kill` do nothing. */
export interface Utility {
  post(message: unknown, ports?: MessagePortMain[]): void;
  /** Ends it at once; `why` becomes the reason. */
  kill(why?: string): void;
  onSpawn(listener: () => void): void;
  onMessage(listener: (message: unknown) => void): void;
  onGone(listener: (death: Death) => void): void;
}

/** Chromium tells the reason of a death in an event of its own, before or after the process's exit. */
const reasonComesWithinMs = 200;

let started = 0;
const reasons = new Map<string, (reason: string) => void>();

/** Once, before the first process is started. */
export function watchDeaths(): void {
  app.on('child-process-gone', (_event, { name, reason }) => reasons.get(name ?? '')?.(reason));
}

export function startUtility(program: string, args: string[], role: string): Utility {
  const name = `Pinwise ${role} ${++started}`;
  let child: UtilityProcess | null = utilityProcess.fork(program, args, {
    serviceName: name,
    env: engineEnvironment(process.env),
    stdio: 'inherit',
  });
  let reason: string | undefined;
  let listener: ((death: Death) => void) | undefined;

  // The handle goes first and everything else later: talking to a process inside the event of its death kills main.
  const ended = (): void => {
    if (!child) return;
    child = null;
    setTimeout(() => {
      reasons.delete(name);
      listener?.({ reason: deathReason(reason), killed: reason === 'killed' });
    }, reasonComesWithinMs);
  };
  reasons.set(name, (told) => {
    reason ??= told;
    ended();
  });
  child.once('exit', ended);

  return {
    post: (message, ports) => child?.postMessage(message, ports),
    kill(why) {
      reason ??= why;
      child?.kill();
    },
    onSpawn: (spawned) => void child?.once('spawn', spawned),
    onMessage: (heard) => void child?.on('message', heard),
    onGone: (gone) => (listener = gone),
  };
}
