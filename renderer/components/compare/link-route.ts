/**
 * The way of the line between two answers: through the gaps between tiles and the gutter between the columns, never
 * over a picture. A tile at the inner edge of its column is left sideways, any other upwards or downwards, whichever
 * gap is free all the way to the gutter (the first tile is as high as two rows) and nearer to the other end.
 */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
export type Point = [x: number, y: number];

/**
 * @param a the tile in the left column, `b` the one in the right column
 * @param tiles of each column, the linked ones too
 * @param gap between tiles, in pixels
 */
export function linkRoute(a: Box, b: Box, tiles: { a: Box[]; b: Box[] }, gap: number): Point[] {
  const innerA = Math.max(...tiles.a.map(({ right }) => right));
  const innerB = Math.min(...tiles.b.map(({ left }) => left));
  const gutter = (innerA + innerB) / 2;
  const start = wayOut(a, tiles.a, gutter, middle(b), gap);
  const end = wayOut(b, tiles.b, gutter, middle(a), gap);
  return [...start, [gutter, start.at(-1)![1]], [gutter, end.at(-1)![1]], ...end.reverse()];
}

/** From the edge of a tile to a height at which nothing stands between it and the gutter. */
function wayOut(tile: Box, tiles: Box[], gutter: number, towards: number, gap: number): Point[] {
  const rightwards = gutter > tile.left;
  const free = (y: number, from: number): boolean =>
    !tiles.some(
      (other) =>
        other !== tile &&
        other.top < y &&
        y < other.bottom &&
        (rightwards ? other.right > from : other.left < from),
    );
  const x = (tile.left + tile.right) / 2;
  if (free(middle(tile), x)) return [[rightwards ? tile.right : tile.left, middle(tile)]];
  const ways: [edge: number, gap: number][] = [
    [tile.top, tile.top - gap / 2],
    [tile.bottom, tile.bottom + gap / 2],
  ];
  ways.sort((one, other) => Math.abs(one[1] - towards) - Math.abs(other[1] - towards));
  const [edge, y] = ways.find((way) => free(way[1], x)) ?? ways[0];
  return [
    [x, edge],
    [x, y],
  ];
}

const middle = (box: Box): number => (box.top + box.bottom) / 2;

/** An SVG path through the points, its corners rounded. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const way = points.filter((point, at) => at === 0 || distance(point, points[at - 1]) > 0);
  const parts = way.slice(1, -1).map((corner, at) => {
    const [before, after] = [way[at], way[at + 2]];
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    return `L${along(corner, before, r)}Q${corner.join(' ')} ${along(corner, after, r)}`;
  });
  return `M${way[0].join(' ')}${parts.join('')}L${way.at(-1)!.join(' ')}`;
}

const distance = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);
const along = (from: Point, to: Point, by: number): string => {
  const share = by / (distance(from, to) || 1);
  return `${from[0] + (to[0] - from[0]) * share} ${from[1] + (to[1] - from[1]) * share}`;
};
