import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../../engine/export/safetensors.ts';

interface Golden {
  file: string;
  metadata: Record<string, string>;
  tensors: Record<string, { shape: number[]; values: number[] }>;
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/safetensors-file.json', import.meta.url), 'utf8'),
) as Golden;

describe('decodeSafetensors', () => {
  it('reads a file of the reference implementation (safetensors.numpy.save)', () => {
    const { tensors, metadata } = decodeSafetensors(Buffer.from(golden.file, 'hex'), 'golden');
    expect(metadata).toEqual(golden.metadata);
    expect(
      Object.fromEntries([...tensors].map(([name, { shape, data }]) => [name, { shape, values: [...data] }])),
    ).toEqual(golden.tensors);
  });

  it('reads what was written, from any offset of a buffer', () => {
    const written = encodeSafetensors(
      new Map([
        ['b', { shape: [2, 2], data: Float32Array.of(1, 2, 3, -4) }],
        ['a', { shape: [], data: Float32Array.of(0.5) }],
      ]),
      { equation: 'z = x W' },
    );
    const shifted = Buffer.concat([Buffer.from([0]), written]).subarray(1);
    const { tensors, metadata } = decodeSafetensors(shifted, 'x');
    expect(metadata).toEqual({ equation: 'z = x W' });
    expect([...tensors.keys()]).toEqual(['b', 'a']);
    expect(tensors.get('b')).toEqual({ shape: [2, 2], data: Float32Array.of(1, 2, 3, -4) });
    expect(tensors.get('a')).toEqual({ shape: [], data: Float32Array.of(0.5) });
  });

  const file = encodeSafetensors(new Map([['a', { shape: [2], data: Float32Array.of(1, 2) }]]));
  const withHeader = (header: string): Uint8Array => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(header.length));
    return Buffer.concat([bytes, Buffer.from(header), Buffer.alloc(8)]);
  };
  it.each([
    ['an empty file', new Uint8Array(0), /too short/],
    ['a header longer than the file', Buffer.concat([Buffer.alloc(7, 255), Buffer.alloc(9)]), /too short/],
    ['a header that is not JSON', withHeader('{"a":'), /not JSON/],
    ['an entry without a shape', withHeader('{"a":{"dtype":"F32"}}'), /entry of a is malformed/],
    ['another type', withHeader('{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}'), /a is F16/],
    ['a cut file', file.subarray(0, file.length - 4), /do not fill its shape \[2\]/],
    [
      'offsets that disagree',
      withHeader('{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}'),
      /do not fill/,
    ],
    ['metadata of numbers', withHeader('{"__metadata__":{"a":1}}'), /more than strings/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes, 'model.safetensors')).toThrow(message);
    expect(() => decodeSafetensors(bytes, 'model.safetensors')).toThrow(/^model.safetensors: /);
  });
});

describe('encodeSafetensors', () => {
  it('aligns the data to 8 bytes', () => {
    const file = Buffer.from(encodeSafetensors(new Map([['abc', { shape: [1], data: Float32Array.of(1) }]])));
    expect(file.readBigUInt64LE() % 8n).toBe(0n);
    expect(file.readFloatLE(file.length - 4)).toBe(1);
  });

  it('refuses data that do not fill the shape', () => {
    const wrong = new Map([['w', { shape: [2, 3], data: new Float32Array(5) }]]);
    expect(() => encodeSafetensors(wrong)).toThrow('tensor w: 5 values for the shape [2, 3]');
  });
});
