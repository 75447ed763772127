import { join } from 'node:path';
import { app } from 'electron';

export interface ProgramFiles {
  preload: string;
  raterPreload: string;
  engine: string;
  /** Folder of the page. */
  renderer: string;
  /** Folder of the rater's page. */
  rater: string;
  /** Folder of what the engine ships beside its code. */
  assets: string;
  icon: string;
}

/** Where the build put things: in the repository, or in the application's archive. */
export function programFiles(): ProgramFiles {
  const dist = join(app.getAppPath(), 'dist');
  return {
    preload: join(dist, 'electron', 'preload.cjs'),
    raterPreload: join(dist, 'electron', 'rater-preload.cjs'),
    engine: join(dist, 'engine', 'main.cjs'),
    renderer: join(dist, 'renderer'),
    rater: join(dist, 'rater'),
    assets: unpacked(join(dist, 'assets')),
    icon: unpacked(join(dist, 'icons', 'icon.png')),
  };
}

/** Files that are not read by Electron's own `fs` lie beside the archive. */
const unpacked = (path: string): string => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
