import { lstatSync, readFileSync } from 'node:fs';
import { resolveAddress, startPages } from './page-address.ts';

/** Reads the picture behind an address of the studio's window; null where it is gone. */
export const pictureAt =
  (home: string) =>
  (address: string): Buffer | null => {
    try {
      const { href } = new URL(address, startPages.app);
      const served = resolveAddress(href, { host: 'app', renderer: '', home });
      // A link could lead out of its folder.
      if (served?.kind !== 'picture' || !lstatSync(served.path).isFile()) return null;
      return readFileSync(served.path);
    } catch {
      return null;
    }
  };
