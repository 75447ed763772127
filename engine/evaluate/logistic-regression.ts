/**
 * Logistic regression on frozen vectors: multinomial for one label a row (softmax), one against the rest for several
 * (sigmoid). With p = softmax or sigmoid of x W + b:
 *
 *   J = mean over rows of -log p(labels)  +  penalty / 2 ||W||^2        the bias b is free
 *   dW = x' (p - y) / rows + penalty W     db = column sums of (p - y) / rows
 *
 *   x (rows, dims)   W (dims, classes)   y (rows, classes) of 0 and 1
 *
 * J is convex: minimised by L-BFGS (Liu & Nocedal, 1989) with a backtracking line search, in float64, from 0. Zeros of
 * x are left out, so that bags of words cost their words alone.
 */
export interface LabelledRows {
  /** float32 (rows, dims), row-major. */
  readonly x: Float32Array;
  readonly dims: number;
  /** Classes of each row, at least one. */
  readonly labels: readonly (readonly number[])[];
  readonly classes: number;
  /** Several labels a row are possible. */
  readonly multi: boolean;
}

export interface Logistic {
  /** W then b, row-major (dims + 1, classes). */
  readonly weights: Float64Array;
  readonly iterations: number;
  readonly loss: number;
}

/** Pairs of steps that L-BFGS remembers. */
const MEMORY = 10;

/** @param penalty of J, above 0 @param start weights to begin with */
export function fitLogistic(
  data: LabelledRows,
  penalty: number,
  start?: Float64Array,
  most = 500,
  tolerance = 1e-5,
): Logistic {
  const objective = objectiveOf(data, penalty);
  let at: Float64Array = start?.slice() ?? new Float64Array((data.dims + 1) * data.classes);
  let { loss, gradient } = objective(at);
  const history: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let iterations = 0;
  for (; iterations < most && largest(gradient) > tolerance; iterations++) {
    let direction = descent(gradient, history);
    let slope = dot(gradient, direction);
    if (!(slope < 0)) {
      history.length = 0;
      direction = gradient.map((value) => -value);
      slope = dot(gradient, direction);
    }
    let size = history.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    let next = step(at, direction, size);
    let found = objective(next);
    while (!(found.loss <= loss + 1e-4 * size * slope) && size > 1e-12) {
      size /= 2;
      next = step(at, direction, size);
      found = objective(next);
    }
    if (!(found.loss <= loss)) break;
    const s = next.map((value, i) => value - at[i]);
    const y = found.gradient.map((value, i) => value - gradient[i]);
    const curvature = dot(s, y);
    if (curvature > 0) history.push({ s, y, rho: 1 / curvature });
    if (history.length > MEMORY) history.shift();
    at = next;
    ({ loss, gradient } = found);
  }
  return { weights: at, iterations, loss };
}

/** x W + b, float64 (rows, classes). */
export function logits(x: Float32Array, dims: number, classes: number, weights: Float64Array): Float64Array {
  const rows = x.length / dims;
  const out = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < classes; c++) out[row * classes + c] = weights[dims * classes + c];
    for (let j = 0; j < dims; j++) {
      const value = x[row * dims + j];
      if (value === 0) continue;
      for (let c = 0; c < classes; c++) out[row * classes + c] += value * weights[j * classes + c];
    }
  }
  return out;
}

function objectiveOf({ x, dims, labels, classes, multi }: LabelledRows, penalty: number) {
  const rows = labels.length;
  const { indptr, indices, values } = nonZero(x, dims, rows);
  const free = dims * classes;
  return (weights: Float64Array): { loss: number; gradient: Float64Array } => {
    const gradient = weights.map((value, i) => (i < free ? penalty * value : 0));
    let loss = 0;
    for (let i = 0; i < free; i++) loss += (penalty / 2) * weights[i] ** 2;
    const scores = new Float64Array(classes);
    for (let row = 0; row < rows; row++) {
      scores.set(weights.subarray(free));
      for (let e = indptr[row]; e < indptr[row + 1]; e++) {
        for (let c = 0, at = indices[e] * classes; c < classes; c++) scores[c] += values[e] * weights[at + c];
      }
      loss += (multi ? sigmoidLoss : softmaxLoss)(scores, labels[row]) / rows;
      for (let c = 0; c < classes; c++) scores[c] /= rows;
      for (let e = indptr[row]; e < indptr[row + 1]; e++) {
        for (let c = 0, at = indices[e] * classes; c < classes; c++)
          gradient[at + c] += values[e] * scores[c];
      }
      for (let c = 0; c < classes; c++) gradient[free + c] += scores[c];
    }
    return { loss, gradient };
  };
}

/** Loss of one row; leaves p - y in `scores`. */
function softmaxLoss(scores: Float64Array, [label]: readonly number[]): number {
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const own = scores[label] - most;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c] - most);
  for (let c = 0; c < scores.length; c++) scores[c] /= sum;
  scores[label] -= 1;
  return Math.log(sum) - own;
}

function sigmoidLoss(scores: Float64Array, labels: readonly number[]): number {
  let loss = 0;
  for (let c = 0; c < scores.length; c++) {
    const [score, y] = [scores[c], labels.includes(c) ? 1 : 0];
    loss += Math.max(score, 0) - score * y + Math.log1p(Math.exp(-Math.abs(score)));
    scores[c] = 1 / (1 + Math.exp(-score)) - y;
  }
  return loss;
}

/** -H g by the two loops of L-BFGS. */
function descent(
  gradient: Float64Array,
  history: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.slice();
  const alphas = history.map(() => 0);
  for (let i = history.length - 1; i >= 0; i--) {
    const { s, y, rho } = history[i];
    const alpha = (alphas[i] = rho * dot(s, q));
    for (let j = 0; j < q.length; j++) q[j] -= alpha * y[j];
  }
  const last = history.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1;
  for (let j = 0; j < q.length; j++) q[j] *= scale;
  history.forEach(({ s, y, rho }, i) => {
    const beta = rho * dot(y, q);
    for (let j = 0; j < q.length; j++) q[j] += (alphas[i] - beta) * s[j];
  });
  return q.map((value) => -value);
}

function nonZero(x: Float32Array, dims: number, rows: number) {
  const count = x.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
  const indptr = new Uint32Array(rows + 1);
  const indices = new Uint32Array(count);
  const values = new Float32Array(count);
  let end = 0;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < dims; j++) {
      if (x[row * dims + j] === 0) continue;
      indices[end] = j;
      values[end++] = x[row * dims + j];
    }
    indptr[row + 1] = end;
  }
  return { indptr, indices, values };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const step = (at: Float64Array, direction: Float64Array, size: number): Float64Array =>
  at.map((value, i) => value + size * direction[i]);

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
