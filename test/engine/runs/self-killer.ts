/** Trains a run and is killed as if by `kill -9` after a given step. Arguments: home, run, step. */
import { trainRun } from '../../../engine/runs/train-run.ts';
import { startBackend } from '../backend/start-backend.ts';

async function main(): Promise<void> {
  const [home, run, last] = process.argv.slice(2);
  await startBackend();
  await trainRun({
    ...{ home, run, signal: new AbortController().signal },
    observer: {
      step(_, { step }) {
        if (step === Number(last)) process.kill(process.pid, 'SIGKILL');
      },
    },
  });
}
void main();
