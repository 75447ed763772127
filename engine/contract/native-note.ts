/**
 * What the set-up leaves beside TensorFlow's native library, in `native.json`: where the addon is, or why there is
 * none. In a checkout the file lies in .cache/tensorflow/, in an installed application in resources/tensorflow/.
 */
import * as z from 'zod';

export const NATIVE_NOTE = 'native.json';

const tried = z.string().describe('which ways a set-up went through, so that the next knows what is new');

export const NativeNote = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    folder: z
      .string()
      .describe("all that it needs, beside the note; the folder's name changes with what is in it"),
    addon: z.string().describe('path in that folder'),
    loader: z.string().nullable().describe('path in that folder of what is loaded before the addon'),
    version: z.string().describe("TensorFlow's own, as the library said when it was tried"),
    source: z.string().describe('where it came from, for people'),
    gpu: z.string().nullable().describe('the CUDA device that it used when it was tried'),
    tried,
  }),
  z.object({
    state: z.literal('missing'),
    why: z.string(),
    cure: z.string().describe('the line that would get it'),
    tried,
  }),
]);
export type NativeNote = z.infer<typeof NativeNote>;
export type NativeLibrary = Extract<NativeNote, { state: 'ready' }>;

/** What the trial process prints when the library works. */
export const NativeTrial = z.object({ version: z.string(), gpu: z.string().nullable() });
export type NativeTrial = z.infer<typeof NativeTrial>;
