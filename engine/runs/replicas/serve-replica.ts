/** A replica's own process: draws its share of each minibatch and computes the gradient. Ends with its wire. */
import { ensureBackend } from '../../backend/init-backend.ts';
import { replicaContract } from '../../contract/replica-process.ts';
import type { ReplicaTask } from '../../contract/replica-process.ts';
import { PinwiseError, serve } from '../../contract/rpc.ts';
import { openDataset } from '../../dataset/open-dataset.ts';
import type { ClosableWire } from '../../host/wires.ts';
import { initialParameters } from '../../model/parameters.ts';
import type { Parameters } from '../../model/parameters.ts';
import { flatLength, flatten, views } from '../../training/replicas/flat.ts';
import { ownSteps } from '../../training/steps.ts';
import type { Steps } from '../../training/steps.ts';
import { trainableOf } from '../../training/train.ts';
import { readRecord } from '../run-files.ts';

interface Prepared {
  readonly steps: Steps;
  readonly parameters: Parameters;
  next: number;
}

export function serveReplica({ wire, home, exit }: { wire: ClosableWire; home: string; exit(): void }): void {
  let prepared: Prepared | undefined;
  serve(wire, replicaContract, {
    'replica.prepare': async (task) => {
      prepared = await prepare(home, task);
      return { parameters: flatLength(prepared.parameters) };
    },
    'replica.step': async ({ step, parameters: flat }) => {
      if (step !== prepared?.next) throw new PinwiseError('bad-request', `step ${step} is not the next one`);
      prepared.next++;
      const { steps, parameters } = prepared;
      for (const [name, data] of views(flat, parameters)) parameters.get(name)!.data.set(data);
      const { gradients, ...rest } = await steps.next(parameters);
      return { ...rest, gradients: flatten(gradients.values(), flat.length) };
    },
  });
  wire.onClose(exit);
}

async function prepare(home: string, { run, part, first, end, device }: ReplicaTask): Promise<Prepared> {
  // Before the library is loaded, which looks once.
  if (device !== null) process.env.CUDA_VISIBLE_DEVICES = device;
  const { dataset: name, preset, config, seed } = readRecord(home, run);
  await ensureBackend();
  const { model, objective, sampler, training } = trainableOf({
    ...{ dataset: openDataset(home, name), preset, config, seed },
  })!;
  const { workers = 0 } = training;
  return {
    steps: ownSteps(model, objective, { spec: sampler, part, first, end, workers }),
    parameters: initialParameters([...model.parameters, ...objective.parameters], seed),
    next: first,
  };
}
