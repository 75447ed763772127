/**
 * `npm run dist`: packages for the platform that it runs on, in release/. `--test` makes the edition that tests can
 * drive, unpacked only. What needs a tool that cannot be had here is named and left out.
 */
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { Platform, build } from 'electron-builder';
import { buildAll } from './build-all.ts';
import { debianPackage } from './debian-package.ts';
import { type Edition, fuses, packageConfig } from './package-config.ts';
import { readFuses } from './read-fuses.ts';
import { root } from './repository.ts';
import { setUp } from './set-up.ts';

const unpackedFolders: Partial<Record<NodeJS.Platform, [folder: string, program: string]>> = {
  linux: [process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked', 'pinwise'],
  darwin: [process.arch === 'arm64' ? 'mac-arm64' : 'mac', 'Pinwise.app/Contents/MacOS/Pinwise'],
  win32: [process.arch === 'arm64' ? 'win-arm64-unpacked' : 'win-unpacked', 'Pinwise.exe'],
};

async function dist(edition: Edition): Promise<number> {
  const { electron } = await setUp();
  if (!electron) return 1;
  await buildAll();
  const output = join(root, 'release', ...(edition === 'test' ? ['test'] : []));
  // A new one each time: electron-builder changes what it is given.
  const config = () => packageConfig(edition, electron, output);
  const platform = Platform.current();
  const say = (text: string): void => void process.stdout.write(`dist: ${text}\n`);

  await build({
    targets: platform.createTarget('dir'),
    config: config(),
    publish: 'never',
    projectDir: root,
  });
  const [folder, program] = unpackedFolders[process.platform] ?? ['', ''];
  const unpacked = join(output, folder);
  const found = await readFuses(join(unpacked, program));
  if (!isDeepStrictEqual(found, fuses(edition))) {
    throw new Error(
      `the fuses of ${program} are ${JSON.stringify(found)}, not ${JSON.stringify(fuses(edition))}`,
    );
  }
  say(`${unpacked} (fuses as they should be)`);
  if (edition === 'test') return 0;

  const targets: [name: string, make: () => Promise<unknown>][] = targetsHere().map((target) => [
    target,
    () =>
      build({
        targets: platform.createTarget(target),
        config: config(),
        prepackaged: unpacked,
        publish: 'never',
        projectDir: root,
      }),
  ]);
  if (process.platform === 'linux') {
    targets.unshift([
      'deb',
      () => debianPackage(root, { unpacked, output, electronVersion: electron.version }),
    ]);
  }
  for (const [name, make] of targets) {
    try {
      await make();
      say(`${name} is in ${output}`);
    } catch (error) {
      say(`no ${name} here: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  return 0;
}

/** What electron-builder makes beside the unpacked folder; the .deb on Linux we make ourselves, without downloads. */
function targetsHere(): string[] {
  if (process.platform === 'darwin') return ['dmg'];
  return process.platform === 'win32' ? ['nsis'] : ['AppImage'];
}

dist(process.argv.includes('--test') ? 'test' : 'shipping').then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`dist: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
