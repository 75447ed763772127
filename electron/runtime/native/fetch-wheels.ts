import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from './run.ts';
import type { Wheel, WheelSet } from './wheels.ts';

/** Unpacks what of a zip begins with one of the words given: archive, folder, words. */
const unpackScript = [
  'import sys, zipfile',
  'archive, folder, *starts = sys.argv[1:]',
  'with zipfile.ZipFile(archive) as z:',
  '    z.extractall(folder, [n for n in z.namelist() if n.startswith(tuple(starts))])',
].join('\n');

/**
 * Gets each wheel through pip, checks it, unpacks what it is for into `folder`, and deletes it.
 * @throws Error when one cannot be had, or is not the file that was pinned
 */
export async function fetchWheels(
  python: string,
  { wheels, platforms }: WheelSet,
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  for (const wheel of wheels) {
    const size = wheel.mb ? ` (${wheel.mb} MB)` : '';
    say(`getting ${wheel.requirement.replace('==', ' ')} out of the package registry${size} ...`);
    const downloads = join(folder, 'wheel');
    mkdirSync(downloads, { recursive: true });
    await run(python, pipWords(wheel, platforms, downloads), { env: { TMPDIR: downloads } });
    const name = readdirSync(downloads).find((file) => file.endsWith('.whl'));
    if (!name) throw new Error(`pip download ${wheel.requirement} wrote no wheel`);
    const file = join(downloads, name);
    const found = await sha256(file);
    if (found !== wheel.sha256) {
      throw new Error(`${name} is not the file that was pinned: its sha256 is ${found}, not ${wheel.sha256}`);
    }
    await run(python, ['-c', unpackScript, file, folder, ...wheel.takes]);
    rmSync(downloads, { recursive: true, force: true });
  }
}

const pipWords = ({ requirement }: Wheel, platforms: string[], to: string): string[] => [
  ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-cache-dir', '--no-deps'],
  ...['--retries', '2', '--timeout', '30', '--only-binary=:all:', '--python-version', '3.11'],
  ...platforms.flatMap((platform) => ['--platform', platform]),
  ...['--dest', to, requirement],
];

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
