import { join, relative, sep } from 'node:path';
import { DatasetName } from '../engine/contract/datasets.ts';
import { picturePath } from '../engine/contract/store-layout.ts';

export const scheme = 'studio';
export const host = 'app';
/** Where the window starts; everything that it loads has this origin. */
export const startPage = `${scheme}://${host}/index.html`;

export type Served = { kind: 'page' | 'picture'; path: string };

const pictureAddresses = /^\/pictures\/([^/]+)\/(0|[1-9][0-9]{0,9})$/;

/**
 * The file that an address of the window stands for: a file of the page, or a picture of a data set.
 * @returns null for any address that names nothing inside these two
 */
export function resolveAddress(
  address: string,
  { renderer, home }: { renderer: string; home: string },
): Served | null {
  const path = pathOf(address);
  if (path === null) return null;
  const picture = pictureAddresses.exec(path);
  if (picture) {
    const [, name, row] = picture;
    if (!DatasetName.safeParse(name).success) return null;
    return { kind: 'picture', path: join(home, ...picturePath(name, Number(row)).split('/')) };
  }
  const file = join(renderer, path);
  return isInside(renderer, file) ? { kind: 'page', path: file } : null;
}

/** The decoded path of an address of ours, null for another origin and for characters that no file of ours has. */
function pathOf(address: string): string | null {
  try {
    const { protocol, host: found, pathname, username, port } = new URL(address);
    if (protocol !== `${scheme}:` || found !== host || username !== '' || port !== '') return null;
    const path = decodeURIComponent(pathname);
    return /^\/[\w./-]+$/.test(path) && !path.split('/').includes('..') ? path : null;
  } catch {
    return null;
  }
}

function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && join(folder, way) === file;
}
