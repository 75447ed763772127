/**
 * Resampling by area along one axis of `from` pixels to `to` pixels: pixel i of the source covers the span
 * [i, i + 1) * to / from of the target. `first[i]` is the first target pixel that it touches and `share[i * width + j]`
 * the share of the target pixel `first[i] + j` that it fills; the shares of a target pixel sum to 1.
 */
export interface AreaShares {
  first: Int32Array;
  share: Float64Array;
  width: number;
}

export function areaShares(from: number, to: number): AreaShares {
  const scale = to / from;
  const width = Math.ceil(scale) + 1;
  const first = new Int32Array(from);
  const share = new Float64Array(from * width);
  for (let i = 0; i < from; i++) {
    const start = i * scale;
    const end = Math.min((i + 1) * scale, to);
    first[i] = Math.min(Math.floor(start), to - 1);
    for (let j = 0; j < width; j++) {
      const pixel = first[i] + j;
      share[i * width + j] = Math.max(0, Math.min(end, pixel + 1) - Math.max(start, pixel));
    }
  }
  return { first, share, width };
}
