import { areaShares } from './area-shares.ts';
import type { Bitmap } from './picture-codecs.ts';

/**
 * The bitmap laid over white and fitted whole into the middle of a white square, each pixel the mean of the area that
 * it covers. One pass over the source, no copy of it.
 * @returns RGBA, side * side * 4 bytes, opaque
 */
export function fitOnWhite({ data, width, height }: Bitmap, side: number): Uint8Array {
  const scale = side / Math.max(width, height);
  const toWidth = Math.max(1, Math.round(width * scale));
  const toHeight = Math.max(1, Math.round(height * scale));
  const left = (side - toWidth) >> 1;
  const top = (side - toHeight) >> 1;
  const across = areaShares(width, toWidth);
  const down = areaShares(height, toHeight);

  // Darkness: what is missing to white.
  const sums = new Float64Array(side * side * 3);
  const line = new Float64Array(toWidth * 3);
  for (let y = 0; y < height; y++) {
    line.fill(0);
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const alpha = data[at + 3] / 255;
      for (let j = 0; j < across.width; j++) {
        const share = alpha * across.share[x * across.width + j];
        if (share === 0) continue;
        const to = 3 * (across.first[x] + j);
        line[to] += share * (255 - data[at]);
        line[to + 1] += share * (255 - data[at + 1]);
        line[to + 2] += share * (255 - data[at + 2]);
      }
    }
    for (let j = 0; j < down.width; j++) {
      const share = down.share[y * down.width + j];
      if (share === 0) continue;
      const to = 3 * ((top + down.first[y] + j) * side + left);
      for (let i = 0; i < line.length; i++) sums[to + i] += share * line[i];
    }
  }

  const pixels = new Uint8Array(side * side * 4).fill(255);
  for (let i = 0; i < side * side; i++) {
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = Math.round(255 - sums[3 * i + c]);
  }
  return pixels;
}
