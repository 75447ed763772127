import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatasetName } from '../../contract/datasets.ts';
import { picturePath } from '../../contract/store-layout.ts';

const addresses = /^pictures\/([^/]+)\/(0|[1-9][0-9]{0,9})$/;

/** Reads the picture at an address of a data set of `home`; null where it is gone. */
export const pictureBytes =
  (home: string) =>
  (address: string): Buffer | null => {
    const [, dataset, row] = addresses.exec(address) ?? [];
    if (!DatasetName.safeParse(dataset).success) return null;
    try {
      const path = join(home, ...picturePath(dataset, Number(row)).split('/'));
      // A link could lead out of its folder.
      return lstatSync(path).isFile() ? readFileSync(path) : null;
    } catch {
      return null;
    }
  };
