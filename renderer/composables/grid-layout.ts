/**
 * Arithmetic of a grid that draws only what is seen. Browsers stop at some 33 million pixels of height; beyond
 * `tallest` the scroll height is shortened and a scrolled pixel stands for more than one.
 */
export interface GridLayout {
  columns: number;
  tile: number;
  rowHeight: number;
  rows: number;
  /** Height of the scrolled content. */
  height: number;
}

const tallest = 16_000_000;

export function gridLayout(options: {
  width: number;
  count: number;
  minTile: number;
  gap: number;
  captionHeight: number;
}): GridLayout {
  const { width, count, minTile, gap, captionHeight } = options;
  const columns = Math.max(1, Math.floor((width + gap) / (minTile + gap)));
  const tile = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  const rowHeight = tile + captionHeight + gap;
  const rows = Math.ceil(count / columns);
  return { columns, tile, rowHeight, rows, height: Math.min(tallest, Math.max(0, rows * rowHeight - gap)) };
}

export interface VisibleRange {
  /** First index drawn, and the one after the last. */
  first: number;
  end: number;
  /** Where the first drawn row stands in the scrolled content. */
  top: number;
}

export function visibleRange(
  layout: GridLayout,
  count: number,
  scrollTop: number,
  viewport: number,
  overscanRows: number,
): VisibleRange {
  const virtualTop = scrollTop * scrollRatio(layout, viewport);
  const at = Math.floor(virtualTop / layout.rowHeight);
  const firstRow = Math.max(0, Math.min(at - overscanRows, layout.rows - 1));
  const endRow = Math.min(layout.rows, Math.ceil((virtualTop + viewport) / layout.rowHeight) + overscanRows);
  return {
    first: firstRow * layout.columns,
    end: Math.min(count, endRow * layout.columns),
    top: scrollTop + firstRow * layout.rowHeight - virtualTop,
  };
}

/** Scroll position that shows row `row` whole, moving as little as possible. */
export function scrollTopFor(layout: GridLayout, row: number, scrollTop: number, viewport: number): number {
  const ratio = scrollRatio(layout, viewport);
  const virtualTop = scrollTop * ratio;
  const rowTop = row * layout.rowHeight;
  if (rowTop < virtualTop) return rowTop / ratio;
  const rowEnd = rowTop + layout.rowHeight;
  return rowEnd > virtualTop + viewport ? (rowEnd - viewport) / ratio : scrollTop;
}

/** Pixels of the whole grid that one scrolled pixel stands for; 1 unless the grid is taller than `tallest`. */
function scrollRatio(layout: GridLayout, viewport: number): number {
  const whole = layout.rows * layout.rowHeight;
  return layout.height < tallest ? 1 : Math.max(1, (whole - viewport) / (layout.height - viewport));
}
