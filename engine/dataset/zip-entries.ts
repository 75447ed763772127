/**
 * The directory of a ZIP archive (PKWARE APPNOTE 6.3, with ZIP64), read from the end of the file as it is meant to be;
 * entries are unpacked as streams, so that an archive may be larger than memory, and checked by length and CRC-32.
 */
import { createReadStream, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createInflateRaw } from 'node:zlib';
import { FileProblem } from './problems.ts';

export interface ZipEntry {
  /** As it stands in the archive; not to be trusted. */
  name: string;
  size: number;
  packed: number;
  method: number;
  crc: number;
  offset: number;
}

const most = 2_000_000;

/** @throws FileProblem `bad-archive` */
export function zipEntries(path: string): ZipEntry[] {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const tailStart = Math.max(0, size - 65_557);
    const tail = read(file, tailStart, size - tailStart);
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0 || end + 22 > tail.length) throw bad('it is not a ZIP archive, or its end is missing');
    let [count, bytes, start] = [
      tail.readUInt16LE(end + 10),
      tail.readUInt32LE(end + 12),
      tail.readUInt32LE(end + 16),
    ];
    if ((count === 0xffff || bytes === 0xffffffff || start === 0xffffffff) && end >= 20) {
      const record = read(file, big(tail, end - 20 + 8), 56);
      if (record.readUInt32LE(0) !== 0x06064b50) throw bad('its ZIP64 record is missing');
      [count, bytes, start] = [big(record, 32), big(record, 40), big(record, 48)];
    }
    if (count > most || start + bytes > size) throw bad('its directory is malformed');
    return entriesOf(read(file, start, bytes), count);
  } catch (error) {
    throw error instanceof RangeError ? bad('its directory is malformed') : error;
  } finally {
    closeSync(file);
  }
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw bad('its directory is malformed');
    if (directory.readUInt16LE(at + 8) & 1) throw bad('it is encrypted; make it without a password');
    const [nameLength, extraLength] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30)];
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [size, packed, offset] = wide(extra, [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      size,
      packed,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      offset,
    });
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Replaces 0xffffffff by the ZIP64 extra field's values, which stand there in this order. */
function wide(extra: Buffer, values: number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let from = at + 4;
    return values.map((value) => (value === 0xffffffff ? big(extra, (from += 8) - 8) : value));
  }
  return values;
}

/** An entry's bytes. @throws FileProblem `bad-archive` when they do not unpack to what the directory says */
export async function* unpack(path: string, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const wrong = (why: string): FileProblem => bad(`${JSON.stringify(entry.name)} ${why}`);
  if (entry.method !== 0 && entry.method !== 8)
    throw wrong('is packed in a way that is not read; use "deflate"');
  const start = dataStart(path, entry, wrong);
  let [size, crc] = [0, 0xffffffff];
  if (entry.packed > 0) {
    const file = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: 1 << 18 });
    const stream = entry.method === 8 ? file.pipe(createInflateRaw()) : file;
    file.on('error', (error) => stream.destroy(error));
    try {
      for await (const piece of stream) {
        const bytes = piece as Uint8Array;
        size += bytes.length;
        if (size > entry.size) throw wrong('is larger than the directory says');
        crc = crc32(bytes, crc);
        yield bytes;
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
        throw wrong(`does not unpack (${error.message})`);
      }
      throw error;
    } finally {
      file.destroy();
      stream.destroy();
    }
  }
  if (size !== entry.size) throw wrong('is shorter than the directory says');
  if ((crc ^ 0xffffffff) >>> 0 !== entry.crc) throw wrong('is damaged (its checksum is wrong)');
}

function dataStart(path: string, entry: ZipEntry, wrong: (why: string) => FileProblem): number {
  const file = openSync(path, 'r');
  try {
    const head = read(file, entry.offset, 30);
    if (head.readUInt32LE(0) !== 0x04034b50) throw wrong('is not where the directory says');
    return entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  } finally {
    closeSync(file);
  }
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/** One step of CRC-32 (ISO 3309); starts from 0xffffffff, the result is its complement. */
function crc32(bytes: Uint8Array, crc: number): number {
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return crc;
}

function read(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(file, bytes, 0, length, position) !== length) throw bad('it is truncated');
  return bytes;
}

const big = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));
const bad = (message: string): FileProblem => new FileProblem('bad-archive', `${message}; get it again`);
