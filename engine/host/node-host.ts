/** The host in plain Node (tests, servers): the process that forked this one is its only caller; jobs are forked. */
import { fork } from 'node:child_process';
import { processArguments } from '../contract/host.ts';
import type { ProcessArguments } from '../contract/host.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { EngineHost, JobProcess, JobStarter } from './host.ts';
import { engineProgram } from './program.ts';
import type { Program } from './program.ts';
import { wireOfIpc } from './wires.ts';
import type { ClosableWire } from './wires.ts';

/** A process whose channel closed should end by itself; one that does not in this time is killed. */
const endsWithinMs = 5_000;

/** @throws PinwiseError `bad-arguments` when nobody is at the other end */
export function nodeWire(self: NodeJS.Process): ClosableWire {
  if (!self.connected) {
    throw new PinwiseError('bad-arguments', 'engine/main.ts has no channel: start it with fork()');
  }
  return wireOfIpc(self);
}

/** `program` is this program's file, run again for each job. */
export function nodeEngineHost(
  self: NodeJS.Process,
  program: string,
  options: Omit<ProcessArguments, 'role'>,
): EngineHost {
  const control = nodeWire(self);
  return {
    jobs: nodeJobStarter(program, options),
    onPeople: () => undefined,
    onControl: (listener) => listener(control),
  };
}

export function nodeJobStarter(program: string, options: Omit<ProcessArguments, 'role'>): JobStarter {
  const args = processArguments({ ...options, role: 'job' });
  return { start: () => forkProgram({ file: program, args, execArgv: process.execArgv }) };
}

/** Replicas of a training in this process. */
export const forkedReplicas = (home: string): JobStarter => ({
  start: () => forkProgram(engineProgram('replica', home)),
});

/** @throws PinwiseError `job-gone` when it could not be started */
function forkProgram({ file, args, execArgv }: Program): Promise<JobProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(file, args, {
      execArgv: [...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const wire = wireOfIpc(child);
    const gone = new Promise<string>((done) => {
      child.once('exit', (code, signal) => done(signal ? `killed by ${signal}` : `exit code ${code}`));
    });
    wire.onClose(() => {
      const killer = setTimeout(() => child.kill('SIGKILL'), endsWithinMs).unref();
      child.once('exit', () => clearTimeout(killer));
    });
    const started: JobProcess = { wire, gone, kill: () => void child.kill('SIGKILL') };
    child.once('spawn', () => resolve(started));
    child.on('error', (cause) =>
      reject(new PinwiseError('job-gone', `its process could not be started: ${cause.message}`, { cause })),
    );
  });
}
