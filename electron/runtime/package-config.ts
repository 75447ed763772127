import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { carryNative } from './native/carry-native.ts';
import { cache } from './repository.ts';
import type { Electron } from './runtime-note.ts';

/** `shipping` is what people get; `test` differs in one fuse, without which nothing can drive the window. */
export type Edition = 'shipping' | 'test';

/**
 * Switches inside the Electron binary. People's Pinwise is no Node: it takes no script, no NODE_OPTIONS, no inspector,
 * and no code from beside its archive.
 */
export const fuses = (edition: Edition): NonNullable<Configuration['electronFuses']> => ({
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: edition === 'test',
  onlyLoadAppFromAsar: true,
});

/**
 * How electron-builder packages; `electron` is the one that the set-up found, so that nothing is downloaded for it;
 * `native` is the folder of TensorFlow's native library.
 */
export function packageConfig(
  edition: Edition,
  electron: Electron,
  output: string,
  native = join(cache, 'tensorflow'),
): Configuration {
  return {
    appId: 'app.pinwise.studio',
    productName: 'Pinwise',
    directories: { output },
    electronVersion: electron.version,
    electronDist: electronFolder(electron.path),
    npmRebuild: false,
    files: [
      ...['package.json', 'dist/**', '!dist/cli/**', '!dist/icons/sizes/**', '!**/*.map'],
      // 15 MB of C++ that its prebuilt binaries are made from.
      ...['!node_modules/usearch/{binding.gyp,c,cpp,cmake,include,numkong}', '!node_modules/node-addon-api'],
    ],
    // By this name a Linux desktop finds the icon of a running window.
    extraMetadata: { desktopName: 'pinwise.desktop' },
    asar: true,
    asarUnpack: ['dist/assets/**', 'dist/icons/**', '**/*.node'],
    electronFuses: fuses(edition),
    afterPack: async ({ appOutDir, electronPlatformName }) => {
      const resources =
        electronPlatformName === 'darwin' ? join('Pinwise.app', 'Contents', 'Resources') : 'resources';
      carryNative(native, join(appOutDir, resources), edition === 'test');
      // The app that a bare Electron starts with has no business in ours.
      rmSync(join(appOutDir, resources, 'default_app.asar'), { force: true });
    },
    linux: {
      executableName: 'pinwise',
      category: 'Science',
      icon: 'dist/icons/sizes',
      target: ['AppImage', 'deb'],
      maintainer: 'The Pinwise authors <pinwise@localhost>',
    },
    mac: { category: 'public.app-category.developer-tools', icon: 'dist/icons/icon.icns', target: ['dmg'] },
    win: { icon: 'dist/icons/icon.ico', target: ['nsis'] },
    nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
  };
}

/** The folder that an unzipped Electron is; on macOS the program lies three folders deeper. */
const electronFolder = (program: string): string =>
  process.platform === 'darwin' ? join(dirname(program), '..', '..', '..') : dirname(program);
