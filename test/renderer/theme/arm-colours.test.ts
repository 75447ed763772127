/**
 * The six models of a study stay apart for common kinds of colour vision: Machado, Oliveira and Fernandes, "A
 * physiologically-based model for simulation of color vision deficiency", 2009 (severity 1), distances in OKLab
 * (Ottosson 2020). A distance of 0.02 can just be seen; neighbours in a legend need several times that.
 */
import { expect, it } from 'vitest';
import { dark, light } from '../../../renderer/theme/palette.ts';

type Vector = [number, number, number];
type Matrix = [Vector, Vector, Vector];

const vision: Record<string, Matrix> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const toCones: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const toLab: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const times = (matrix: Matrix, by: Vector): Vector =>
  matrix.map((row) => row[0] * by[0] + row[1] * by[1] + row[2] * by[2]) as Vector;
const linear = (colour: string): Vector =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Vector;
function seen(colour: string, how: Matrix): Vector {
  const rgb = times(how, linear(colour)).map((value) => Math.min(1, Math.max(0, value))) as Vector;
  return times(toLab, times(toCones, rgb).map(Math.cbrt) as Vector);
}
const apart = (x: Vector, y: Vector): number => Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);

it('measures as OKLab does: white is (1, 0, 0), and red and blue are 0.54 apart', () => {
  const white = seen('#ffffff', vision.common);
  expect(white[0]).toBeCloseTo(1, 4);
  expect(Math.hypot(white[1], white[2])).toBeLessThan(1e-4);
  expect(apart(seen('#ff0000', vision.common), seen('#0000ff', vision.common))).toBeCloseTo(0.5371, 3);
});

for (const [mode, palette] of Object.entries({ light, dark })) {
  it.each(Object.entries(vision))(`${mode}: all six can be told apart with %s vision`, (_, how) => {
    const marks = (['a', 'b', 'c', 'd', 'e', 'f'] as const).map((arm) => seen(palette[arm], how));
    const distances = marks.flatMap((one, i) => marks.slice(i + 1).map((other) => apart(one, other)));
    expect(distances).toHaveLength(15);
    expect(Math.min(...distances)).toBeGreaterThan(0.07);
  });
}
