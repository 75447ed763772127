/**
 * The header of NumPy's .npy format, versions 1 to 3 (numpy.lib.format):
 *
 *   6 bytes   \x93NUMPY          2 bytes   version, major and minor
 *   2 or 4    length of the header, little endian (4 bytes from version 2 on)
 *   the rest  a Python dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
 */
import { PinwiseError } from '../contract/rpc.ts';

export interface NpyHeader {
  shape: number[];
  /** NumPy's name of the type: "<f4", "<i4", "<u4", "<f8" or "|u1". */
  type: string;
  /** Byte where the values start. */
  start: number;
}

/** Bytes of a header with which the values start at a multiple of 64. */
export function encodeNpyHeader(shape: readonly number[], type: string): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const bytes = Buffer.alloc(64 * Math.ceil((10 + text.length + 1) / 64), ' ');
  bytes.write('\x93NUMPY\x01\x00', 'latin1');
  bytes.writeUInt16LE(bytes.length - 10, 8);
  bytes.write(text, 10, 'latin1');
  bytes[bytes.length - 1] = 0x0a;
  return bytes;
}

/**
 * @param bytes the file's first bytes, at least the whole header
 * @param name of the file, for the message
 * @throws PinwiseError `bad-npy`
 */
export function decodeNpyHeader(bytes: Uint8Array, name: string): NpyHeader {
  const wrong = (why: string): PinwiseError => new PinwiseError('bad-npy', `${name}: ${why}`);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.toString('latin1', 0, 6) !== '\x93NUMPY') throw wrong('not a .npy file; write it with numpy.save');
  if (head.length < 12) throw wrong('truncated within its header');
  const wide = head[6] >= 2;
  const from = wide ? 12 : 10;
  const start = from + (wide ? head.readUInt32LE(8) : head.readUInt16LE(8));
  if (start > head.length) throw wrong('truncated within its header');
  const text = head.toString('latin1', from, start);
  const type = /'descr':\s*'([^']+)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const tuple = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
  if (type === undefined || order === undefined || tuple === undefined)
    throw wrong('its header is malformed');
  if (order === 'True') throw wrong('in Fortran order; save numpy.ascontiguousarray(array) instead');
  const shape = tuple.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  if (!shape.every((n) => Number.isSafeInteger(n) && n >= 0))
    throw wrong(`its shape (${tuple}) is malformed`);
  if (!Number.isSafeInteger(shape.reduce((product, n) => product * n, 8))) {
    throw wrong(`its shape (${tuple}) is larger than any memory`);
  }
  return { shape, type, start };
}
