/**
 * What a training asks of its replicas: processes that each compute the gradients of a share of every minibatch. All
 * parameters travel as one array, in the order of their names in the model; so do the gradients. A replica ends when
 * its wire closes.
 */
import * as z from 'zod';
import { method } from './rpc.ts';
import { RunName } from './runs.ts';

const floats = z.custom<Float32Array>((value) => value instanceof Float32Array, 'must be a Float32Array');

export const ReplicaTask = z.object({
  run: RunName,
  part: z.object({ index: z.number().int(), of: z.number().int() }),
  first: z.number().int().describe('the first step'),
  end: z.number().int().describe('one past the last step'),
  device: z.string().nullable().describe('its CUDA_VISIBLE_DEVICES; null where there is no GPU to share out'),
});
export type ReplicaTask = z.infer<typeof ReplicaTask>;

export const ReplicaStep = z.object({
  loss: z.custom<number>((value) => typeof value === 'number').describe('may be no number: it diverged'),
  terms: z.number().describe('how many terms the loss is the mean of'),
  count: z.number().describe('examples'),
  gradients: floats,
  sampleSeconds: z.number(),
  computeSeconds: z.number(),
  waitSeconds: z.number(),
  idleSeconds: z.number(),
});
export type ReplicaStep = z.infer<typeof ReplicaStep>;

export const replicaContract = {
  methods: {
    /** Answered when data and model are there. */
    'replica.prepare': method(ReplicaTask, z.object({ parameters: z.number() })),
    /** The next step; `step` is told for the check. */
    'replica.step': method(z.object({ step: z.number().int(), parameters: floats }), ReplicaStep),
  },
  events: {},
};
export type ReplicaMethods = typeof replicaContract.methods;
