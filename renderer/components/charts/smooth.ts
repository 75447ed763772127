/** Exponential moving average of a curve, corrected for its start (as Adam corrects its moments). */
export function smoothed(
  points: readonly (readonly [number, number])[],
  keep = 0.9,
): (readonly [number, number])[] {
  let average = 0;
  let weight = 0;
  return points.map(([x, y]) => {
    average = keep * average + (1 - keep) * y;
    weight = keep * weight + (1 - keep);
    return [x, average / weight] as const;
  });
}
