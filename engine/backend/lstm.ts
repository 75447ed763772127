/**
 * LSTM over the neighbours of each row, in the order of its edges (Hochreiter & Schmidhuber, 1997, with forget gate);
 * the last hidden state is the result, 0 for a row without neighbours. For a row's t-th neighbour v:
 *
 *   [i, f, g, o] = x_v + s_{t-1} R        columns in this order, each `hidden` wide; x_v holds input and bias terms
 *   c_t = sigmoid(f) c_{t-1} + sigmoid(i) tanh(g)     s_t = sigmoid(o) tanh(c_t)     c_0 = s_0 = 0
 *
 *   x (sources, 4 hidden)   R (hidden, 4 hidden)   indptr (rows + 1)   indices (edges)   ->   s (rows, hidden)
 *
 * Rows are computed by position: longest first, so that the rows that have a t-th neighbour are a prefix. The gradient
 * is back-propagation through time. Rows are taken in slices, so that memory is bounded whatever the batch: a batch of
 * one slice keeps its states for the way back, of several each computes them again.
 */
import type { SparseRows } from './pool.ts';
import { tf } from './tf.ts';
import type { Tensor, Tensor2D } from './tf.ts';

type Edges = Pick<SparseRows, 'indptr' | 'indices'>;

const SLICE = 1 << 24;
/** Tensors (rows, hidden) that a position keeps for the way back: four gates, cell, its tanh, state. */
const KEPT = 7;

/** @param most numbers that the states of a slice of rows may take */
export function lstm(x: Tensor2D, recurrent: Tensor2D, edges: Edges, most = SLICE): Tensor2D {
  const [sources, wide] = x.shape;
  const hidden = recurrent.shape[0];
  const slices = slicesOf(edges, hidden, most);
  const rows = edges.indptr.length - 1;
  const op = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: Tensor[]) => void;
    // A single slice keeps its states for the way back; of several, each computes them again.
    const keep = slices.length === 1;
    const out = new Float32Array(rows * hidden);
    const states: Tensor2D[] = [];
    for (const slice of slices) {
      const run = (): Tensor2D[] => {
        const { kept, last } = forward(x, recurrent, slice, hidden, keep);
        return [last, ...kept.flatMap(flat)];
      };
      const [last, ...kept] = tf.tidy(run);
      const values = last.dataSync();
      last.dispose();
      states.push(...kept);
      slice.rows.forEach((row, i) => out.set(values.subarray(i * hidden, (i + 1) * hidden), row * hidden));
    }
    save([x, recurrent, ...states]);
    return {
      value: tf.tensor2d(out, [rows, hidden]),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [kx, kr, ...kept] = saved as Tensor2D[];
        const gradient = dy.dataSync() as Float32Array;
        const dx = new Float32Array(sources * wide);
        const dr = new Float32Array(hidden * wide);
        for (const slice of slices) {
          tf.tidy(() => {
            const steps = keep ? stepsOf(kept) : forward(kx, kr, slice, hidden, true).kept;
            backward(steps, kr, slice, hidden, gradient, dx, dr);
          });
        }
        return [tf.tensor2d(dx, [sources, wide]), tf.tensor2d(dr, [hidden, wide])];
      },
    };
  });
  return op(x, recurrent) as Tensor2D;
}

/** Rows that are computed together, longest first; `steps[t]` holds the t-th neighbours of those that have one. */
interface Slice {
  readonly rows: Uint32Array;
  readonly steps: readonly Int32Array[];
}

function slicesOf({ indptr, indices }: Edges, hidden: number, most: number): Slice[] {
  const length = (row: number): number => indptr[row + 1] - indptr[row];
  const order = Array.from({ length: indptr.length - 1 }, (_, row) => row)
    .filter((row) => length(row) > 0)
    .sort((a, b) => length(b) - length(a) || a - b);
  const slices: Slice[] = [];
  for (let from = 0; from < order.length;) {
    const longest = length(order[from]);
    const rows = order.slice(from, from + Math.max(1, Math.floor(most / (longest * hidden * KEPT))));
    const steps = Array.from({ length: longest }, (_, t) =>
      Int32Array.from(
        rows.filter((row) => length(row) > t),
        (row) => indices[indptr[row] + t],
      ),
    );
    slices.push({ rows: Uint32Array.from(rows), steps });
    from += rows.length;
  }
  return slices;
}

/** States of one position: gates after their activation, cell, tanh of the cell, state; each (rows there, hidden). */
interface Step {
  readonly gates: readonly [i: Tensor2D, f: Tensor2D, g: Tensor2D, o: Tensor2D];
  readonly cell: Tensor2D;
  readonly tanh: Tensor2D;
  readonly state: Tensor2D;
}

/** Must be in a `tf.tidy`. With `keep`, the states of all positions stay for the way back. */
function forward(x: Tensor2D, recurrent: Tensor2D, { steps }: Slice, hidden: number, keep: boolean) {
  const kept: Step[] = [];
  const ended: Tensor2D[] = [];
  let before: Step | null = null;
  steps.forEach((sources, t) => {
    const count = sources.length;
    const last = before;
    const step: Step = tf.tidy(() => {
      let sums = tf.gather(x, tf.tensor1d(sources, 'int32'));
      if (last) sums = tf.add(sums, tf.matMul(top(last.state, count), recurrent));
      const gate = (at: number): Tensor2D => tf.slice(sums, [0, at * hidden], [count, hidden]);
      const i = tf.sigmoid(gate(0));
      const f = tf.sigmoid(gate(1));
      const g = tf.tanh(gate(2));
      const o = tf.sigmoid(gate(3));
      const fresh = tf.mul(i, g) as Tensor2D;
      const cell = last ? (tf.add(fresh, tf.mul(f, top(last.cell, count))) as Tensor2D) : fresh;
      const tanh = tf.tanh(cell);
      return { gates: [i, f, g, o], cell, tanh, state: tf.mul(o, tanh) as Tensor2D } as const;
    }) as unknown as Step;
    if (keep) kept.push(step);
    const next = steps[t + 1]?.length ?? 0;
    if (next < count) ended.unshift(tf.slice(step.state, [next, 0], [count - next, hidden]));
    if (last && !keep) tf.dispose(flat(last));
    before = step;
  });
  if (before && !keep) tf.dispose(flat(before));
  return { kept, last: ended.length === 1 ? ended[0] : (tf.concat(ended, 0) as Tensor2D) };
}

/** Adds the slice's part of the gradients to dx (sources, 4 hidden) and dr (hidden, 4 hidden). In a `tf.tidy`. */
function backward(
  kept: readonly Step[],
  recurrent: Tensor2D,
  { rows, steps }: Slice,
  hidden: number,
  gradient: Float32Array,
  dx: Float32Array,
  dr: Float32Array,
): void {
  const ordered = new Float32Array(rows.length * hidden);
  rows.forEach((row, i) => ordered.set(gradient.subarray(row * hidden, (row + 1) * hidden), i * hidden));
  const dLast = tf.tensor2d(ordered, [rows.length, hidden]);
  const back = tf.transpose(recurrent);
  let later: Tensor2D[] = [];
  let sum: Tensor2D | null = null;
  for (let t = steps.length - 1; t >= 0; t--) {
    const next = steps[t + 1]?.length ?? 0;
    const own = tf.slice(dLast, [next, 0], [steps[t].length - next, hidden]);
    const found = tf.tidy(() => stepBack(kept[t], kept[t - 1] ?? null, own, later, back));
    addRows(found[0].dataSync() as Float32Array, steps[t], 4 * hidden, dx);
    tf.dispose([own, found[0], ...later]);
    later = found.slice(2);
    if (found.length > 1) {
      const added: Tensor2D = sum ? tf.add(sum, found[1]) : tf.clone(found[1]);
      tf.dispose(sum ? [sum, found[1]] : [found[1]]);
      sum = added;
    }
  }
  if (sum) sum.dataSync().forEach((value, j) => (dr[j] += value));
}

/**
 * One position on the way back. `own`: gradient of the result of the rows that end here; `later`: what the next
 * position hands down to the rows that go on, [ds, dc].
 * @returns [d of the gates' sums], and where there is a position before it [.., dR, ds, dc]
 */
function stepBack(
  { gates: [i, f, g, o], tanh }: Step,
  before: Step | null,
  own: Tensor2D,
  [laterState, laterCell]: Tensor2D[],
  back: Tensor2D,
): Tensor2D[] {
  const count = tanh.shape[0];
  const dState: Tensor2D = laterState ? tf.concat([laterState, own], 0) : own;
  const through = tf.mul(tf.mul(dState, o), tf.sub(1, tf.square(tanh)));
  const dCell = laterCell ? tf.add(through, padded(laterCell, count)) : through;
  const slope = (gate: Tensor2D): Tensor => tf.mul(gate, tf.sub(1, gate));
  const df: Tensor = before ? tf.mul(tf.mul(dCell, top(before.cell, count)), slope(f)) : tf.zerosLike(f);
  const sums = tf.concat(
    [
      tf.mul(tf.mul(dCell, g), slope(i)),
      df,
      tf.mul(tf.mul(dCell, i), tf.sub(1, tf.square(g))),
      tf.mul(tf.mul(dState, tanh), slope(o)),
    ] as Tensor2D[],
    1,
  );
  if (!before) return [sums];
  const dR = tf.matMul(tf.transpose(top(before.state, count)), sums) as Tensor2D;
  return [sums, dR, tf.matMul(sums, back), tf.mul(dCell, f) as Tensor2D];
}

const top = (rows: Tensor2D, count: number): Tensor2D =>
  rows.shape[0] === count ? rows : tf.slice(rows, [0, 0], [count, -1]);

const padded = (rows: Tensor2D, count: number): Tensor2D =>
  rows.shape[0] === count
    ? rows
    : tf.pad(rows, [
        [0, count - rows.shape[0]],
        [0, 0],
      ]);

const flat = ({ gates, cell, tanh, state }: Step): Tensor2D[] => [...gates, cell, tanh, state];

const stepsOf = (kept: readonly Tensor2D[]): Step[] =>
  Array.from({ length: kept.length / KEPT }, (_, t) => {
    const [i, f, g, o, cell, tanh, state] = kept.slice(t * KEPT, (t + 1) * KEPT);
    return { gates: [i, f, g, o], cell, tanh, state };
  });

function addRows(rows: Float32Array, to: Int32Array, width: number, sum: Float32Array): void {
  for (let i = 0; i < to.length; i++) {
    const at = to[i] * width;
    for (let j = 0; j < width; j++) sum[at + j] += rows[i * width + j];
  }
}
