/**
 * The one program behind a window: the engine, one of its jobs, or a replica of a training. The only file that knows in
 * which kind of process it runs: a utility process of Electron (it has a parentPort), or a child of Node's `fork`.
 */
import { constants, setPriority } from 'node:os';
import { serveEngine } from './answers/serve-engine.ts';
import { useAssets } from './assets.ts';
import { parseArguments } from './host/arguments.ts';
import { electronEngineHost, electronJobStarter, electronJobWire } from './host/electron-host.ts';
import type { ParentPort } from './host/electron-host.ts';
import { nodeEngineHost, nodeWire } from './host/node-host.ts';
import { watchParent } from './host/parent.ts';
import { serveJob } from './jobs/serve-job.ts';

const { parentPort } = process as { parentPort?: ParentPort };
const options = parseArguments(process.argv.slice(2));
const { role, home, version } = options;
const exit = (): void => process.exit();

useAssets(options.assets);
watchParent(process, exit);

if (role === 'engine') {
  const host = parentPort
    ? electronEngineHost(parentPort)
    : nodeEngineHost(process, process.argv[1], options);
  serveEngine({ host, home, version, now: () => new Date(), exit });
} else if (role === 'replica') {
  // Ctrl+C reaches all processes of a terminal; the training decides when its replicas end.
  process.on('SIGINT', () => undefined);
  void (async () => {
    // Node's wire at once: what comes before anybody listens is lost.
    const wire = parentPort ? await electronJobWire(parentPort) : nodeWire(process);
    const { serveReplica } = await import('./runs/replicas/serve-replica.ts');
    serveReplica({ wire, home, exit });
  })();
} else {
  // People are answered first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  if (parentPort) {
    const replicas = electronJobStarter(parentPort);
    void electronJobWire(parentPort).then((wire) => serveJob({ wire, home, replicas, exit }));
  } else serveJob({ wire: nodeWire(process), home, exit });
}
