/**
 * The safetensors format (huggingface/safetensors): named tensors in one file that holds no code.
 *
 *   8 bytes    length n of the header, unsigned, little endian
 *   n bytes    header: JSON, padded with spaces to a multiple of 8
 *              { name: { dtype, shape, data_offsets: [begin, end) }, ..., "__metadata__": { string: string } }
 *   the rest   data, row-major, little endian; offsets count from here, without gaps
 *
 * Only float32 ("F32") is written and read, in the byte order of this machine: all that Pinwise runs on are little
 * endian.
 */
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';

/** float32, row-major. */
export interface Tensor {
  shape: readonly number[];
  data: Float32Array;
}

const size = z.number().int().min(0);
const Entry = z.object({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) });
const Header = z.record(z.string(), z.unknown());
const Metadata = z.record(z.string(), z.string()).default({});

/**
 * Bytes of a safetensors file, tensors in the order of the map.
 * @throws RangeError when a tensor's data do not fill its shape
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Record<string, string> = {},
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    if (data.length !== elements(shape)) {
      throw new RangeError(`tensor ${name}: ${data.length} values for the shape [${shape.join(', ')}]`);
    }
    header[name] = { dtype: 'F32', shape, data_offsets: [end, (end += 4 * data.length)] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = 8 + 8 * Math.ceil(json.length / 8);
  const file = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(file.buffer).setBigUint64(0, BigInt(start - 8), true);
  file.set(json, 8);
  let at = start;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/**
 * Tensors of a safetensors file, in the file's order; each gets memory of its own.
 * @param name of the file, for the message
 * @throws PinwiseError `bad-safetensors` naming what is wrong with it
 */
export function decodeSafetensors(
  file: Uint8Array,
  name: string,
): { tensors: Map<string, Tensor>; metadata: Record<string, string> } {
  const wrong = (why: string): PinwiseError => new PinwiseError('bad-safetensors', `${name}: ${why}`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = file.length < 8 ? -1 : Number(view.getBigUint64(0, true));
  if (length < 0 || length > file.length - 8) throw wrong('too short for a safetensors file');
  const start = 8 + length;
  const { __metadata__: metadata, ...entries } = parseHeader(file.subarray(8, start), wrong);
  const tensors = new Map<string, Tensor>();
  for (const [tensor, value] of Object.entries(entries)) {
    const entry = Entry.safeParse(value);
    if (!entry.success) throw wrong(`the header's entry of ${tensor} is malformed`);
    const { dtype, shape, data_offsets } = entry.data;
    const [begin, end] = data_offsets;
    if (dtype !== 'F32') throw wrong(`tensor ${tensor} is ${dtype}; only F32 is read`);
    if (end - begin !== 4 * elements(shape) || start + end > file.length) {
      throw wrong(`tensor ${tensor}: its bytes do not fill its shape [${shape.join(', ')}]`);
    }
    const data = new Float32Array(elements(shape));
    new Uint8Array(data.buffer).set(file.subarray(start + begin, start + end));
    tensors.set(tensor, { shape, data });
  }
  const checked = Metadata.safeParse(metadata);
  if (!checked.success) throw wrong('its __metadata__ holds more than strings');
  return { tensors, metadata: checked.data };
}

function parseHeader(bytes: Uint8Array, wrong: (why: string) => PinwiseError): Record<string, unknown> {
  try {
    return Header.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw wrong('its header is not JSON');
  }
}

const elements = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
