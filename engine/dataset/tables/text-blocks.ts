/**
 * Bytes become text in blocks of whole lines. Lines that are not UTF-8 and lines too long to be meant are found here,
 * with their numbers, so that one of them costs one row.
 */
import { isUtf8 } from 'node:buffer';
import { FileProblem } from '../problems.ts';

/** Longest line read. */
const longest = 8 << 20;
const newline = 0x0a;

export interface TextBlock {
  text: string;
  /** Number of its first line, from 1. */
  line: number;
  /** Numbers of lines that are not UTF-8; their bad bytes are U+FFFD in `text`. */
  broken: number[];
}

/**
 * A line that is too long comes as an empty one after `tooLong` was told its number.
 * @throws FileProblem `empty-file`, `not-utf8` for UTF-16
 */
export async function* textBlocks(
  source: AsyncIterable<Uint8Array>,
  tooLong: (line: number) => void,
): AsyncGenerator<TextBlock> {
  let line = 1;
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  let dropping = false;
  let empty = true;
  for await (const piece of source) {
    if (piece.length === 0) continue;
    if (empty) refuseUtf16(piece);
    empty = false;
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) {
      let from = 0;
      if (dropping) {
        from = piece.indexOf(newline);
        dropping = false;
      }
      const block = decode(joined(rest, piece.subarray(from, end)), line);
      line = block.next;
      yield block;
      rest = [];
      restBytes = 0;
    }
    if (dropping) continue;
    if (end < piece.length) rest.push(piece.subarray(end));
    restBytes += piece.length - end;
    if (restBytes > longest) {
      tooLong(line);
      rest = [];
      restBytes = 0;
      dropping = true;
    }
  }
  if (empty) throw new FileProblem('empty-file', 'the file is empty');
  if (restBytes > 0) yield decode(joined(rest, new Uint8Array()), line);
}

function joined(rest: Uint8Array[], last: Uint8Array): Uint8Array {
  return rest.length === 0 ? last : Buffer.concat([...rest, last]);
}

function decode(bytes: Uint8Array, line: number): TextBlock & { next: number } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = line === 1 && buffer.length > 2 && buffer.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
  const broken: number[] = [];
  const good = isUtf8(buffer);
  let next = line;
  for (let at = 0; at < buffer.length; next++) {
    const end = buffer.indexOf(newline, at) + 1 || buffer.length + 1;
    if (!good && !isUtf8(buffer.subarray(at, end))) broken.push(next);
    at = end;
  }
  return { text: buffer.toString('utf8', start), line, broken, next };
}

function refuseUtf16(piece: Uint8Array): void {
  const [a, b] = piece;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new FileProblem('not-utf8', 'the file is UTF-16; save it as UTF-8', 1);
  }
}
