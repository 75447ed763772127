/** Named parameters, or their gradients, as one array, in the order of the names. */
import type { Parameters } from '../../model/parameters.ts';

export const flatLength = (parameters: Parameters): number =>
  [...parameters.values()].reduce((sum, { data }) => sum + data.length, 0);

export function flatten(arrays: Iterable<Float32Array>, length: number): Float32Array {
  const flat = new Float32Array(length);
  let at = 0;
  for (const data of arrays) {
    flat.set(data, at);
    at += data.length;
  }
  return flat;
}

/** The parameters' arrays as views of `flat`. */
export function views(flat: Float32Array, parameters: Parameters): Map<string, Float32Array> {
  let at = 0;
  return new Map(
    [...parameters].map(([name, { data }]) => [name, flat.subarray(at, (at += data.length))] as const),
  );
}
