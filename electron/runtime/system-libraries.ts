import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What Electron links against beyond a bare Debian or Ubuntu. */
const libraries = [
  'libnss3',
  'libgtk-3-0',
  'libatk-bridge2.0-0',
  'libgbm1',
  'libasound2',
  'libxss1',
  'libdrm2',
  'libxkbcommon0',
  'libcups2',
];
/** A display for machines that have none; tests need it. */
const display = ['xvfb', 'xauth'];

/**
 * Makes sure that the program's libraries are there: as root on Debian by apt-get, else by printing the line that
 * does it. On a machine without a display, and as root, a virtual one is installed too.
 */
export function ensureSystemLibraries(program: string): void {
  if (process.platform !== 'linux') return;
  const bare = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY && !onPath('xvfb-run');
  const missing = missingLibraries(program);
  const isRoot = process.getuid?.() === 0;
  if (missing.length === 0 && !(bare && isRoot)) return;
  const lacking = missing.length > 0 ? `Electron lacks ${missing.join(', ')}` : 'there is no display';
  if (!existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`set-up: ${lacking}; install the packages that hold them\n`);
    return;
  }
  const packages = [...(missing.length > 0 ? libraries.map(nameHere) : []), ...(bare ? display : [])];
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!isRoot) {
    process.stderr.write(`set-up: ${lacking}; this cures it:\n  sudo ${line}\n`);
    return;
  }
  process.stderr.write(`set-up: ${lacking}: ${line}\n`);
  const apt = (...words: string[]): boolean =>
    spawnSync('apt-get', words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update', '-q') || !apt('install', '-y', '-q', '--no-install-recommends', ...packages)) {
    process.stderr.write(`set-up: that failed; run it by hand:\n  ${line}\n`);
  }
}

/** Names of shared libraries that the loader does not find. */
export function missingLibraries(program: string): string[] {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

/** Since 2024 some packages end in t64. */
function nameHere(name: string): string {
  const renamed = `${name}t64`;
  return spawnSync('apt-cache', ['show', renamed], { stdio: 'ignore' }).status === 0 ? renamed : name;
}

const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
