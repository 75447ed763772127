/** Degrees gathered into bins that double (0, 1, 2, 3-4, 5-8, …), so that a long tail and the many small ones both show. */
export interface DegreeBin {
  from: number;
  to: number;
  count: number;
}

export function degreeBins(histogram: readonly { degree: number; count: number }[]): DegreeBin[] {
  const bins: DegreeBin[] = [];
  for (const { degree, count } of histogram) {
    const index = degree === 0 ? 0 : Math.ceil(Math.log2(degree)) + 1;
    while (bins.length <= index) bins.push(emptyBin(bins.length));
    bins[index].count += count;
  }
  while (bins.length > 0 && bins[0].count === 0) bins.shift();
  return bins;
}

export const binName = (bin: DegreeBin): string =>
  bin.from === bin.to ? String(bin.from) : `${bin.from}–${bin.to}`;

function emptyBin(index: number): DegreeBin {
  if (index === 0) return { from: 0, to: 0, count: 0 };
  return { from: index === 1 ? 1 : 2 ** (index - 2) + 1, to: 2 ** (index - 1), count: 0 };
}
