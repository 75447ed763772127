import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import installer from 'electron-installer-debian';

/** A .deb of an unpacked application, with the system's own tools. @throws Error with the cure when they are missing */
export async function debianPackage(
  root: string,
  { unpacked, output, electronVersion }: { unpacked: string; output: string; electronVersion: string },
): Promise<void> {
  for (const tool of ['fakeroot', 'dpkg-deb']) {
    if (spawnSync(tool, ['--version'], { stdio: 'ignore' }).error) {
      throw new Error(`${tool} is missing; on Debian: apt-get install -y fakeroot dpkg`);
    }
  }
  // The installer asks for both; electron-builder leaves neither under these names.
  copyFileSync(join(root, 'LICENSE'), join(unpacked, 'LICENSE'));
  writeFileSync(join(unpacked, 'version'), electronVersion);
  await installer({
    src: unpacked,
    dest: output,
    arch: process.arch === 'arm64' ? 'arm64' : 'amd64',
    options: {
      name: 'pinwise',
      bin: 'pinwise',
      // TensorFlow makes it large: xz would take minutes for a few per cent.
      compression: 'gzip',
      genericName: 'Recommender studio',
      section: 'science',
      categories: ['Science'],
      maintainer: 'The Pinwise authors <pinwise@localhost>',
      icon: Object.fromEntries(
        [16, 32, 48, 64, 128, 256, 512].map((size) => [
          `${size}x${size}`,
          join(root, 'dist', 'icons', 'sizes', `${size}x${size}.png`),
        ]),
      ),
    },
  });
}
