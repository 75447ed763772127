/**
 * A picture as 1,632 numbers, without a trained network: which colours it has and which way its edges run.
 *
 *   0..63       root of the share of pixels in each cell of a 4 x 4 x 4 grid over CIE Lab (D65)
 *   64..1631    histograms of oriented gradients (Dalal and Triggs 2005) of the picture in 64 x 64 grey: 8 orientations
 *               without sign, cells of 8 x 8 pixels, blocks of 2 x 2 cells, one cell apart, each block L2-Hys
 *
 * Both parts have the same length, the whole has length 1 (a picture of one colour has no edges: its second part is 0).
 */
import { areaShares } from './area-shares.ts';
import { colourHistogram, colourDims } from './colour-histogram.ts';
import { pictureSide } from './decode-picture.ts';
import { edgeDims, edgeHistograms, edgeSide } from './edge-histograms.ts';
import { normalizeSpan } from './normalize-span.ts';

export const descriptorDims = colourDims + edgeDims;

/** @param pixels RGBA, 224 x 224, opaque; writes `descriptorDims` numbers to `out` */
export function describePicture(pixels: Uint8Array, out: Float32Array): void {
  const colours = out.subarray(0, colourDims);
  const edges = out.subarray(colourDims, descriptorDims);
  colourHistogram(pixels, colours);
  edgeHistograms(greySquare(pixels, pictureSide, edgeSide), edges);
  normalizeSpan(colours);
  normalizeSpan(edges);
  normalizeSpan(out);
}

/**
 * Luminance (Rec. 709 weights, 0 to 1) of a square picture, each pixel the mean of the area that it covers.
 * @returns float64 (to, to)
 */
function greySquare(pixels: Uint8Array, from: number, to: number): Float64Array {
  const { first, share, width } = areaShares(from, to);
  const grey = new Float64Array(to * to);
  for (let y = 0; y < from; y++) {
    for (let x = 0; x < from; x++) {
      const at = 4 * (y * from + x);
      const value = (0.2125 * pixels[at] + 0.7154 * pixels[at + 1] + 0.0721 * pixels[at + 2]) / 255;
      for (let j = 0; j < width; j++) {
        const down = share[y * width + j] * value;
        if (down === 0) continue;
        for (let i = 0; i < width; i++) {
          const across = share[x * width + i];
          if (across > 0) grey[(first[y] + j) * to + first[x] + i] += down * across;
        }
      }
    }
  }
  return grey;
}
