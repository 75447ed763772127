/** Pictures that are not there, not pictures, or not in the folder. */
import type { Broken } from './broken.ts';

export const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/></svg>';

/** Items a to d with these images, the rest without. */
export const withImages = (...images: string[]): string =>
  `id,title,image\n${['a', 'b', 'c', 'd'].map((id, i) => `${id},${id},${images[i] ?? ''}\n`).join('')}`;

export const brokenImages: readonly Broken[] = [
  {
    what: 'a missing image',
    files: { 'items.csv': withImages('', 'p/none.svg') },
    file: 'items.csv',
    row: 3,
    code: 'image-missing',
    says: /"p\/none.svg" is missing/,
    left: { items: 4, pictures: 0, skipped: 0 },
  },
  {
    what: 'an image that does not decode',
    files: { 'items.csv': withImages('ok.svg', 'bad.png'), 'ok.svg': svg, 'bad.png': '\x89PNG nonsense' },
    file: 'items.csv',
    row: 3,
    code: 'bad-picture',
    says: /replace the image/,
    left: { items: 4, pictures: 1, skipped: 0 },
  },
  {
    what: 'an empty image',
    files: { 'items.csv': withImages('ok.svg', '', 'empty.png'), 'ok.svg': svg, 'empty.png': '' },
    file: 'items.csv',
    row: 4,
    code: 'bad-picture',
    says: /empty/,
    left: { pictures: 1 },
  },
  {
    what: 'an image above the folder',
    files: { 'items.csv': withImages('../outside.svg') },
    file: 'items.csv',
    row: 2,
    code: 'image-outside',
    says: /outside the folder/,
    left: { pictures: 0 },
  },
  {
    what: 'an image by absolute path',
    files: { 'items.csv': withImages('/etc/hostname') },
    file: 'items.csv',
    row: 2,
    code: 'image-outside',
    says: /outside the folder/,
    left: { pictures: 0 },
  },
  {
    what: 'an image that is a folder',
    files: { 'items.csv': withImages('pictures'), 'pictures/x': 'x' },
    file: 'items.csv',
    row: 2,
    code: 'image-missing',
    says: /not a file/,
    left: { pictures: 0 },
  },
];
