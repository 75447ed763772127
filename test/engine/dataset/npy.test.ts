import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy, readNpy, readNpyShape, writeNpy } from '../../../engine/dataset/npy.ts';
import golden from '../../golden/data-files.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'pinwise-npy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const cases = [...Object.entries(golden.npy), ['version 2', golden.npy2] as const];

describe('npy files', () => {
  it.each(cases)('reads what NumPy wrote: %s', (name, { file, shape, values }) => {
    const path = join(folder, `${name}.npy`);
    writeFileSync(path, Buffer.from(file, 'hex'));
    const read = readNpy(path);
    expect(read.shape).toEqual(shape);
    expect([...read.data]).toEqual([values].flat());
    expect(decodeNpy(Buffer.from(file, 'hex'), name)).toEqual(read);
    expect(readNpyShape(path).shape).toEqual(shape);
  });

  it.each(Object.entries(golden.npy))("writes NumPy's bytes: %s", (_, { file }) => {
    const { shape, data } = decodeNpy(Buffer.from(file, 'hex'), 'x');
    const again = Buffer.from(encodeNpy(shape, data));
    // NumPy pads its header for growth; the values and the dictionary have to be the same.
    const dictionary = (bytes: Buffer): string => /\{[^}]*\}/.exec(bytes.toString('latin1'))![0];
    expect(dictionary(again)).toBe(dictionary(Buffer.from(file, 'hex')));
    expect(again.length % 64).toBe(data.byteLength % 64);
    expect(decodeNpy(again, 'x')).toEqual({ shape, data });
  });

  it('writes whole files that read the same, from a view into larger memory', () => {
    const data = new Float32Array(100).map((_, i) => i).subarray(10, 22);
    const path = join(folder, 'deep', 'view.npy');
    writeNpy(path, [3, 4], data);
    expect(readNpy(path)).toEqual({ shape: [3, 4], data: data.slice() });
    expect(readdirSync(join(folder, 'deep'))).toEqual(['view.npy']);
  });

  it.each([
    ['fortran', /Fortran order/],
    ['big endian', /type is >f4/],
    ['int64', /type is <i8/],
    ['text', /type is <U2/],
  ] as const)('refuses %s', (name, message) => {
    expect(() => decodeNpy(Buffer.from(golden.bad[name], 'hex'), 'f.npy')).toThrow(message);
  });

  it('refuses a file cut at any byte, or longer by one', () => {
    const whole = Buffer.from(golden.npy.float32.file, 'hex');
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeNpy(whole.subarray(0, length), 'f.npy')).toThrow(
        expect.objectContaining({ code: 'bad-npy' }),
      );
    }
    const longer = join(folder, 'longer.npy');
    writeFileSync(longer, Buffer.concat([whole, Buffer.of(0)]));
    expect(() => readNpy(longer)).toThrow(/longer than its shape/);
  });

  it('refuses a header that promises more than any memory, and data that do not fill their shape', () => {
    const head = readFileSync(join(folder, 'longer.npy')).toString('latin1').replace('(2, 3)', '(9e9, 9e9)');
    expect(() => decodeNpy(Buffer.from(head, 'latin1'), 'f.npy')).toThrow(/larger than any memory/);
    expect(() => encodeNpy([2, 2], new Float32Array(3))).toThrow(RangeError);
  });
});
