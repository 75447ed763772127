import { expect, it } from 'vitest';
import {
  linkRoute,
  roundedPath,
  type Box,
  type Point,
} from '../../../../renderer/components/compare/link-route.ts';

const [tile, gap, gutter, head] = [100, 12, 48, 40];

/** Nine answers as the view lays them out: the first is two by two, the others flow around it. */
function column(columns: number, left: number, extra = 0): Box[] {
  const taken = new Set<string>();
  const place = (span: number): Box => {
    for (let row = 0; ; row++) {
      for (let col = 0; col + span <= columns; col++) {
        const cells = Array.from(
          { length: span * span },
          (_, at) => `${row + Math.floor(at / span)},${col + (at % span)}`,
        );
        if (cells.some((cell) => taken.has(cell))) continue;
        cells.forEach((cell) => taken.add(cell));
        const [x, y] = [left + col * (tile + gap), head + row * (tile + extra + gap)];
        const size = span * tile + (span - 1) * gap;
        return { left: x, top: y, right: x + size, bottom: y + size + span * extra };
      }
    }
  };
  return Array.from({ length: 9 }, (_, at) => place(at === 0 ? 2 : 1));
}

const crosses = (from: Point, to: Point, box: Box): boolean =>
  Math.max(from[0], to[0]) > box.left &&
  Math.min(from[0], to[0]) < box.right &&
  Math.max(from[1], to[1]) > box.top &&
  Math.min(from[1], to[1]) < box.bottom;

it.each([
  [3, 0],
  [4, 0],
  [3, 20],
  [4, 20],
])(
  'of %d columns and %d px of scores: no way from any tile to any other lies on a picture',
  (columns, extra) => {
    const a = column(columns, 0, extra);
    const b = column(columns, columns * (tile + gap) - gap + gutter, extra);
    for (const from of a) {
      for (const to of b) {
        const way = linkRoute(from, to, { a, b }, gap);
        for (let at = 1; at < way.length; at++) {
          const on = [...a, ...b].filter((box) => crosses(way[at - 1], way[at], box));
          expect(on).toEqual([]);
          expect(way[at][0] === way[at - 1][0] || way[at][1] === way[at - 1][1]).toBe(true);
        }
      }
    }
  },
);

it('begins and ends at the edges of the two tiles', () => {
  const [a, b] = [column(3, 0), column(3, 3 * (tile + gap) - gap + gutter)];
  const onEdge = ([x, y]: Point, box: Box): boolean =>
    x >= box.left &&
    x <= box.right &&
    y >= box.top &&
    y <= box.bottom &&
    (x === box.left || x === box.right || y === box.top || y === box.bottom);
  for (const from of a) {
    for (const to of b) {
      const way = linkRoute(from, to, { a, b }, gap);
      expect(onEdge(way[0], from) && onEdge(way.at(-1)!, to)).toBe(true);
    }
  }
});

it('goes straight between inner tiles of the same height', () => {
  const a = [{ left: 0, top: 0, right: 10, bottom: 10 }];
  const b = [{ left: 30, top: 0, right: 40, bottom: 10 }];
  expect(roundedPath(linkRoute(a[0], b[0], { a, b }, gap), 8)).toMatch(/^M10 5.*L30 5$/);
});

it('rounds a corner by no more than half of the shorter leg', () => {
  expect(
    roundedPath(
      [
        [0, 0],
        [10, 0],
        [10, 4],
      ],
      8,
    ),
  ).toBe('M0 0L8 0Q10 0 10 2L10 4');
});
