import * as z from 'zod';
import { method } from '../../../engine/contract/rpc.ts';

export const echoContract = {
  methods: {
    sum: method(z.object({ data: z.instanceof(Float32Array) }), z.object({ sum: z.number() })),
    refuse: method(z.object({}), z.object({})),
    wait: method(z.object({}), z.object({})),
  },
  events: { aborted: z.object({}), tick: z.object({ at: z.number() }) },
};
