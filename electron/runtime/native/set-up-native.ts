/**
 * Gets the best tensor library that this machine allows, and leaves a note of it where the engine looks: our build of
 * TensorFlow, else the download of the package, else none, and the engine computes in WebAssembly. Nothing here stops
 * a set-up, and set-ups may run side by side: each works in a folder of its own, and the first to finish wins.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NativeTrial } from '../../../engine/contract/native-note.ts';
import type { NativeLibrary, NativeNote } from '../../../engine/contract/native-note.ts';
import { hashInputs } from '../hash-inputs.ts';
import { ADDON, LOADER, buildNative, sources } from './build-native.ts';
import { cudaDevice } from './cuda-device.ts';
import { downloadNative } from './download-native.ts';
import { readNativeNote, writeNativeNote } from './native-note.ts';
import { run } from './run.ts';
import { MissingTools, findTools } from './tools.ts';
import { wheelsFor } from './wheels.ts';
import type { WheelSet } from './wheels.ts';
import { isWhole, writeList } from './whole.ts';

export interface NativeOptions {
  root: string;
  /** The git-ignored folder for it. */
  folder: string;
  /** Try again what failed before, and read every file of what is there. */
  thorough: boolean;
  say(text: string): void;
}

/** What it takes to make one candidate: its folder's name, and how. */
interface Candidate {
  key: string;
  source: string;
  /** Fills the new folder. @returns where addon and loader lie in it */
  make(folder: string): Promise<Pick<NativeLibrary, 'addon' | 'loader'>>;
}

/** @returns the note, which is on disk too */
export async function setUpNative(options: NativeOptions): Promise<NativeNote> {
  const { folder, thorough, say } = options;
  const before = readNativeNote(folder);
  if (process.env.PINWISE_NATIVE === 'off') {
    if (before) return before;
    return leave(folder, missing('PINWISE_NATIVE=off kept the set-up from getting it', 'npm run setup', ''));
  }
  const cuda = await cudaDevice();
  const candidates = candidatesHere(options, cuda);
  const tried = candidates.map(({ key }) => key).join(' ');
  if (before?.tried === tried) {
    if (before.state === 'missing' && !thorough) return before;
    if (before.state === 'ready' && (await isWhole(join(folder, before.folder), thorough))) return before;
  }
  const reasons: string[] = [];
  let cure = 'npm run setup';
  for (const candidate of candidates) {
    try {
      const note = leave(folder, await obtain(options, candidate, tried));
      sweep(folder, [candidate.key]);
      return note;
    } catch (error) {
      if (error instanceof MissingTools) cure = error.cure;
      reasons.push((error as Error).message);
      say(`no ${candidate.source}: ${(error as Error).message}`);
    }
  }
  say(`models will train in WebAssembly, which is slower; this tries again: ${cure}`);
  return leave(folder, missing(reasons[0] ?? 'there is none for this kind of machine', cure, tried));
}

/** The best first. */
function candidatesHere({ root, say }: NativeOptions, cuda: string | undefined): Candidate[] {
  const built = (wheels: WheelSet, kind: string): Candidate => ({
    key: `${kind}-${wheels.version}-${digest(hashInputs(root, sources) + JSON.stringify(wheels))}`,
    source: `our build of TensorFlow ${wheels.version}${kind === 'cuda' ? ` for ${cuda}` : ''}`,
    async make(folder) {
      await buildNative(root, folder, await findTools(say), wheels, say);
      return { addon: ADDON, loader: LOADER };
    },
  });
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu', 'package.json'), 'utf8'),
  ) as { version: string };
  const kinds = cuda ? (['cuda', 'cpu'] as const) : (['cpu'] as const);
  return [
    ...kinds.flatMap((kind) => {
      const wheels = wheelsFor(process.platform, process.arch, kind === 'cuda');
      return wheels ? [built(wheels, kind)] : [];
    }),
    {
      key: `package-${version}`,
      source: `download of tfjs-node-gpu ${version}`,
      async make(folder) {
        say(`getting the download of tfjs-node-gpu ${version} ...`);
        return { addon: await downloadNative(root, folder, cuda !== undefined), loader: null };
      },
    },
  ];
}

async function obtain(
  { root, folder, say }: NativeOptions,
  { key, source, make }: Candidate,
  tried: string,
): Promise<NativeNote> {
  const place = join(folder, key);
  const started = Date.now();
  // Another set-up may be making the same.
  const work = join(folder, `work-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const parts = await make(work);
    const words = [
      '--import',
      'tsx',
      join(root, 'engine', 'backend', 'try-native.ts'),
      join(work, parts.addon),
    ];
    if (parts.loader) words.push(join(work, parts.loader));
    const { version, gpu } = NativeTrial.parse(JSON.parse(await run(process.execPath, words, { cwd: root })));
    await writeList(work);
    if (!(await isWhole(place, false))) {
      rmSync(place, { recursive: true, force: true });
      renameSync(work, place);
    }
    say(`${source} works (${((Date.now() - started) / 1000).toFixed(0)} s)`);
    return { state: 'ready', folder: key, ...parts, version, source, gpu, tried };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Removes what set-ups that were killed left behind, and builds that are out of date. */
function sweep(folder: string, keep: string[]): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = /^work-(\d+)$/.exec(name)?.[1];
    const stale = pid ? !isRunning(Number(pid)) : /^(cpu|cuda)-/.test(name) && !keep.includes(name);
    if (stale) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function leave(folder: string, note: NativeNote): NativeNote {
  writeNativeNote(folder, note);
  return note;
}

const missing = (why: string, cure: string, tried: string): NativeNote => ({
  state: 'missing',
  why,
  cure,
  tried,
});
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
