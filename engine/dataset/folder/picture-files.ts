/**
 * The items' pictures as files of the folder. A path may lead nowhere else: not by "..", not by an absolute path, not
 * by a link.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { PinwiseError } from '../../contract/rpc.ts';
import { turn } from '../../turns.ts';
import type { Problems } from '../problems.ts';
import { stopIfCancelled } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import type { NamedRows } from './read-items.ts';

/** Larger than any picture of a catalogue. */
const largest = 64 << 20;

export interface PictureFiles {
  count: number;
  bytes: number;
  read(row: number): Uint8Array | null;
}

/** Looks at every path; those that are wrong are faults, and their items have no picture. */
export async function findPictures(
  folder: string,
  file: string,
  { images, lines }: NamedRows,
  problems: Problems,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?(done: number): void },
): Promise<PictureFiles> {
  const root = realpathSync(folder);
  const found: PictureFiles = { count: 0, bytes: 0, read: (row) => readPicture(root, images[row]) };
  for (let row = 0; row < images.length; row++) {
    const image = images[row];
    if (row % 512 === 0) {
      stopIfCancelled(signal);
      onProgress?.(row);
      await turn();
    }
    if (image === null) continue;
    const look = lookAt(root, image);
    if ('bytes' in look) {
      found.count++;
      found.bytes += look.bytes;
    } else {
      problems.fault(file, lines[row], look.code, look.message);
      images[row] = null;
    }
  }
  return found;
}

function lookAt(root: string, image: string): { bytes: number } | { code: string; message: string } {
  const outside = {
    code: 'image-outside',
    message: `the image ${quoted(image)} lies outside the folder; copy it into the folder`,
  };
  if (image.includes('\0') || isAbsolute(image) || /^[a-z]:|^\\\\/i.test(image)) return outside;
  if (leaves(relative(root, join(root, image)))) return outside;
  try {
    const path = realpathSync(join(root, image));
    if (leaves(relative(root, path))) return outside;
    const stat = statSync(path);
    if (!stat.isFile()) {
      return { code: 'image-missing', message: `the image ${quoted(image)} is not a file` };
    }
    if (stat.size > largest) {
      return {
        code: 'bad-picture',
        message: `the image ${quoted(image)} is larger than 64 MiB; make it smaller`,
      };
    }
    return { bytes: stat.size };
  } catch {
    return {
      code: 'image-missing',
      message: `the image ${quoted(image)} is missing; add it or empty the cell`,
    };
  }
}

const leaves = (path: string): boolean => path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);

/** Looked at again, since time has passed. @throws PinwiseError `bad-data` when it has gone or moved since */
function readPicture(root: string, image: string | null): Uint8Array | null {
  if (image === null) return null;
  if ('bytes' in lookAt(root, image)) return readFileSync(join(root, image));
  throw new PinwiseError(
    'bad-data',
    `the image ${quoted(image)} changed while the folder was imported; try again`,
  );
}
