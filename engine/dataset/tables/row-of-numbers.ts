import { PinwiseError } from '../../contract/rpc.ts';
import { decodeNpy } from '../npy.ts';

/**
 * The numbers of a file that holds one row of them: a .npy of shape (F,) or (1, F), or a line of CSV or JSON. Null for a
 * file of anything else.
 * @throws PinwiseError `bad-data`, `bad-npy` naming the file
 */
export function rowOfNumbers(file: string, bytes: Uint8Array): number[] | null {
  const bad = (message: string): PinwiseError => new PinwiseError('bad-data', `${file}: ${message}`);
  const cells = /\.npy$/i.test(file) ? ofNpy(file, bytes, bad) : ofText(file, bytes, bad);
  if (!cells) return null;
  if (cells.length === 0) throw bad('it holds no numbers');
  return cells.map((cell, i) => {
    const value = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell;
    if (typeof value === 'number' && Number.isFinite(Math.fround(value))) return value;
    throw bad(`its number ${i + 1} is ${JSON.stringify(cell) ?? 'missing'}; give a finite number`);
  });
}

type Bad = (message: string) => PinwiseError;

function ofNpy(file: string, bytes: Uint8Array, bad: Bad): unknown[] {
  const { shape, data } = decodeNpy(bytes, file);
  if (shape.length === 1 || (shape.length === 2 && shape[0] === 1)) {
    return Array.from(data, (value) => (Number.isFinite(value) ? value : String(value)));
  }
  throw bad(`its shape is (${shape.join(', ')}); save one row, of shape (F,) or (1, F)`);
}

function ofText(file: string, bytes: Uint8Array, bad: Bad): unknown[] | null {
  if (!/\.(csv|txt|jsonl?)$/i.test(file)) return null;
  const text = new TextDecoder().decode(bytes).trim();
  if (text.startsWith('[')) return ofJson(text, bad);
  const [line, ...others] = text.split(/\r?\n/);
  const separator = [',', ';', '\t'].find((one) => line.includes(one)) ?? /\s+/;
  const cells = line.split(separator);
  if (cells[0].trim() === '' || Number.isNaN(Number(cells[0]))) return null;
  if (others.length > 0) throw bad(`it holds ${others.length + 1} lines of numbers; drop one line`);
  return cells;
}

function ofJson(text: string, bad: Bad): unknown[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw bad('it is not one JSON array of numbers');
  }
  const rows = found as unknown[];
  if (!Array.isArray(rows[0])) return rows;
  if (rows.length > 1) throw bad(`it holds ${rows.length} rows; drop one`);
  return rows[0];
}
