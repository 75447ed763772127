import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlContract } from '../../../engine/contract/engine.ts';
import type { ControlEvents, ControlMethods } from '../../../engine/contract/engine.ts';
import { processArguments } from '../../../engine/contract/host.ts';
import type { Job } from '../../../engine/contract/jobs.ts';
import { connect } from '../../../engine/contract/rpc.ts';
import type { Client } from '../../../engine/contract/rpc.ts';
import { wireOfIpc } from '../../../engine/host/wires.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { bundle } from '../host/bundle.ts';

export interface RunningEngine {
  child: ChildProcess;
  home: string;
  client: Client<ControlMethods, ControlEvents>;
  /** The job once it is in a state for which `is` holds. */
  job(id: string, is: (job: Job) => boolean): Promise<Job>;
  stop(): Promise<void>;
}

let program: Promise<string> | undefined;

/** The engine as it is shipped, in a Node process of its own. */
export async function startEngine(
  home = mkdtempSync(join(tmpdir(), 'pinwise-home-')),
): Promise<RunningEngine> {
  const assets = await gatheredAssets();
  const args = processArguments({ role: 'engine', home, assets, version: '0.0.0-test' });
  const child = fork(await (program ??= bundle('engine/main.ts')), args, { serialization: 'advanced' });
  const client = connect(wireOfIpc(child), controlContract);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    home,
    client,
    job: (id, is) =>
      new Promise((resolve) => {
        const look = (job: Job): void => {
          if (job.id !== id || !is(job)) return;
          stop();
          resolve(job);
        };
        const stop = client.on('job.changed', look);
        void client.call('jobs.list', {}).then((jobs) => jobs.forEach(look));
      }),
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

export const isOver = ({ state }: Job): boolean => state !== 'queued' && state !== 'running';

/** The process that holds the lease of a run. */
export function holderOf(home: string, run: string): number {
  const folder = join(home, 'runs', run);
  const name = readdirSync(folder).find((file) => /^lease-\d+\.json$/.test(file));
  if (!name) throw new Error(`run ${run} was never leased`);
  return (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { pid: number }).pid;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
