import { join, relative, sep } from 'node:path';
import { DatasetName } from '../../engine/contract/datasets.ts';
import { picturePath, studyPicturePath } from '../../engine/contract/store-layout.ts';

export const scheme = 'studio';
/** The studio's window and the rater's: two origins, which share nothing. */
export type Host = 'app' | 'rater';
/** Where each window starts; everything that it loads has this origin. */
export const startPages: Record<Host, string> = {
  app: `${scheme}://app/index.html`,
  rater: `${scheme}://rater/rater.html`,
};

export interface PageFolders {
  host: Host;
  /** Folder of the page. */
  renderer: string;
  home: string;
}

export type Served = { kind: 'page' | 'picture'; path: string };

const pictureAddresses = /^\/pictures\/([^/]+)\/(0|[1-9][0-9]{0,9})$/;
const studyPictureAddresses = /^\/study-pictures\/([0-9a-f]{64})\/(0|[1-9][0-9]{0,5})$/;

/**
 * The file that an address of the window stands for: a file of the page, or a picture of a data set or study.
 * @returns null for any address that names nothing inside these two
 */
export function resolveAddress(address: string, { host, renderer, home }: PageFolders): Served | null {
  const path = pathOf(address, host);
  if (path === null) return null;
  const picture = pictureAddresses.exec(path);
  if (picture) {
    const [, name, row] = picture;
    if (!DatasetName.safeParse(name).success) return null;
    return { kind: 'picture', path: join(home, ...picturePath(name, Number(row)).split('/')) };
  }
  const carried = studyPictureAddresses.exec(path);
  if (carried) {
    return {
      kind: 'picture',
      path: join(home, ...studyPicturePath(carried[1], Number(carried[2])).split('/')),
    };
  }
  const file = join(renderer, path);
  return isInside(renderer, file) ? { kind: 'page', path: file } : null;
}

/** The decoded path of an address of ours, null for another origin and for characters that no file of ours has. */
function pathOf(address: string, host: Host): string | null {
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
