import { expect, it } from 'vitest';
import { gridLayout, scrollTopFor, visibleRange } from '../../../renderer/composables/grid-layout.ts';

const layout = (count: number, width = 1000) =>
  gridLayout({ width, count, minTile: 120, gap: 8, captionHeight: 20 });
const viewport = 700;

it('fills the width with as many tiles of at least the least size as fit', () => {
  for (const width of [50, 119, 120, 247, 248, 1000, 1920]) {
    const { columns, tile } = layout(10_000, width);
    expect(columns * tile + (columns - 1) * 8).toBeLessThanOrEqual(Math.max(width, 1));
    if (columns > 1) expect(tile).toBeGreaterThanOrEqual(120);
    // One column more would make them too small.
    expect((columns + 1) * 120 + columns * 8).toBeGreaterThan(width);
  }
});

it('has no height without items', () => {
  expect(layout(0)).toMatchObject({ rows: 0, height: 0 });
  const range = visibleRange(layout(0), 0, 0, viewport, 2);
  expect(range.end - range.first).toBeLessThanOrEqual(0);
});

it.each([1, 30, 1000, 1_000_000, 100_000_000])(
  'of %d items draws every one that is in view, wherever one scrolls',
  (count) => {
    const grid = layout(count);
    const last = Math.max(0, grid.height - viewport);
    for (const share of [0, 0.1, 0.37, 0.5, 0.9, 1]) {
      const scrollTop = share * last;
      const { first, end, top } = visibleRange(grid, count, scrollTop, viewport, 0);
      expect(first % grid.columns).toBe(0);
      expect(top).toBeLessThanOrEqual(scrollTop + 1e-6);
      const drawnTo = top + Math.ceil((end - first) / grid.columns) * grid.rowHeight;
      expect(end === count || drawnTo >= scrollTop + viewport - 1e-6).toBe(true);
      expect(end - first).toBeLessThanOrEqual((Math.ceil(viewport / grid.rowHeight) + 1) * grid.columns);
    }
    expect(visibleRange(grid, count, last, viewport, 0).end).toBe(count);
  },
);

it('stays below the height at which browsers stop, and still reaches the last of a hundred million', () => {
  const grid = layout(100_000_000);
  expect(grid.rows * grid.rowHeight).toBeGreaterThan(33_000_000);
  expect(grid.height).toBe(16_000_000);
});

it('draws rows before and after for those who scroll', () => {
  const grid = layout(1000);
  const [bare, wide] = [0, 3].map((rows) => visibleRange(grid, 1000, 3000, viewport, rows));
  expect(bare.first - wide.first).toBe(3 * grid.columns);
  expect(wide.end - bare.end).toBe(3 * grid.columns);
});

it.each([1000, 100_000_000])(
  'of %d items scrolls to a row so that it is whole, and not where it is already',
  (count) => {
    const grid = layout(count);
    for (const row of [0, 5, Math.floor(grid.rows / 2), grid.rows - 1]) {
      const scrollTop = scrollTopFor(grid, row, 3000, viewport);
      const { first, end } = visibleRange(grid, count, scrollTop, viewport, 0);
      expect(first / grid.columns).toBeLessThanOrEqual(row);
      expect(Math.ceil(end / grid.columns)).toBeGreaterThan(row);
      expect(scrollTopFor(grid, row, scrollTop, viewport)).toBeCloseTo(scrollTop, 3);
    }
  },
);
