/** Matrices of float32 that come by pieces of whole rows, so that they need never be in memory whole. */
export interface RowStream {
  readonly rows: number;
  readonly dims: number;
  /** From the first row on, each time; float32 (some rows, dims), to be read only, until the next is asked for. */
  pieces(): AsyncIterable<Float32Array>;
}

/** Bytes of a piece, about; one row where rows are longer. */
const PIECE_BYTES = 1 << 20;

/** Rows of a piece. */
export const pieceRows = (dims: number): number => Math.max(1, Math.floor(PIECE_BYTES / (4 * dims)));

/** @param data float32 (rows, dims), row-major */
export function streamOf(rows: number, dims: number, data: Float32Array): RowStream {
  return {
    rows,
    dims,
    async *pieces() {
      for (let row = 0, step = pieceRows(dims); row < rows; row += step) {
        yield data.subarray(row * dims, (row + step) * dims);
      }
    },
  };
}

/** All of it, float32 (rows, dims). */
export async function collect(stream: RowStream): Promise<Float32Array> {
  const all = new Float32Array(stream.rows * stream.dims);
  let at = 0;
  for await (const piece of stream.pieces()) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
