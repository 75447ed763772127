/** How many columns and rows a list of `count` pictures takes on its side, a little wider than tall. */
export function sideGrid(count: number): { columns: number; rows: number } {
  if (count <= 1) return { columns: 1, rows: 1 };
  const columns = Math.ceil(Math.sqrt(count * 1.2));
  return { columns, rows: Math.ceil(count / columns) };
}
