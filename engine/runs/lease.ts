/**
 * The lease of a run: who trains it. A file names the process (id and start, so that a reused id is noticed) and its
 * modification time is the holder's last sign of life. A lease whose process is gone, or silent for 15 s, is stale.
 *
 * Leases are numbered, `lease-<n>.json`, and the one with the highest number counts. Taking a free or stale run
 * creates number n + 1 exclusively, so of several who see lease n free only one follows it; a released lease stays as
 * a file that says so, so that numbers never go back. Whoever finds a higher number than its own has lost.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';
import { asDiskFull } from '../dataset/write-file.ts';
import { isAlive, processStart } from './process-identity.ts';

/** Milliseconds between two signs of life, and the silence after which a lease is stale. */
const BEAT_EVERY = 2_000;
export const STALE_AFTER = 15_000;

const LeaseFile = z.object({
  pid: z.number().int(),
  start: z.string(),
  host: z.string(),
  released: z.boolean(),
});

export interface Lease {
  /**
   * A sign of life, from within work that lets no timer run; cheap enough for every step.
   * @throws PinwiseError `lease-lost` when another process has taken over, after a silence of this one
   */
  beat(): void;
  /** Ends the lease; does nothing when it is lost. */
  release(): void;
}

/** Takes the lease of the run in `folder`; null while another holds it, or when the folder is gone. */
export function takeLease(folder: string): Lease | null {
  const last = latestNumber(folder);
  if (isHeld(folder, last)) return null;
  const mine = last + 1;
  const path = join(folder, nameOf(mine));
  const content = {
    pid: process.pid,
    start: processStart(process.pid) ?? '',
    host: hostname(),
    released: false,
  };
  try {
    writeFileSync(path, JSON.stringify(content), { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return null;
    throw asDiskFull(error, path);
  }
  // Between looking and taking, others may have taken, cleared away and left higher numbers.
  if (latestNumber(folder) !== mine) {
    rmSync(path, { force: true });
    return null;
  }
  for (const number of numbers(folder))
    if (number < mine) rmSync(join(folder, nameOf(number)), { force: true });

  const isMine = (): boolean => latestNumber(folder) === mine;
  const touch = (): void => {
    const now = new Date();
    utimesSync(path, now, now);
  };
  const timer = setInterval(() => {
    // A lost lease is found by the next beat(), within the work itself.
    try {
      if (isMine()) touch();
    } catch {
      // The folder is not there for the moment or for ever; the work will say so.
    }
  }, BEAT_EVERY).unref();
  let lastBeat = performance.now();
  return {
    beat() {
      if (performance.now() - lastBeat < BEAT_EVERY / 2) return;
      lastBeat = performance.now();
      if (!isMine()) {
        throw new PinwiseError('lease-lost', 'another process trains this run now; this one stops');
      }
      touch();
    },
    release() {
      clearInterval(timer);
      if (!isMine()) return;
      try {
        free(path, JSON.stringify({ ...content, released: true }));
      } catch {
        // What the training ended with matters more; the silence of this process frees the run in 15 s.
      }
    },
  };
}

function free(path: string, released: string): void {
  const draft = `${path}.tmp`;
  try {
    writeFileSync(draft, released);
    renameSync(draft, path);
  } catch {
    // A full disk. A lease whose last sign of life is of 1970 is as good as released.
    utimesSync(path, 0, 0);
  }
}

/** Whether a living process holds the run in `folder`. */
export const isLeased = (folder: string): boolean => isHeld(folder, latestNumber(folder));

function isHeld(folder: string, number: number): boolean {
  if (number === 0) return false;
  const path = join(folder, nameOf(number));
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || Date.now() - stat.mtimeMs > STALE_AFTER) return false;
  const lease = readLease(path);
  // Created a moment ago, its text not yet there.
  if (!lease) return true;
  if (lease.released) return false;
  // Process ids of another machine mean nothing here; there the sign of life has to do.
  return lease.host !== hostname() || isAlive(lease.pid, lease.start);
}

function readLease(path: string): z.infer<typeof LeaseFile> | null {
  try {
    return LeaseFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

const nameOf = (number: number): string => `lease-${number}.json`;

/** None when the folder is gone. */
function numbers(folder: string): number[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const match = /^lease-(\d+)\.json$/.exec(name);
    return match ? [Number(match[1])] : [];
  });
}

/** 0 when the run was never leased. */
const latestNumber = (folder: string): number => Math.max(0, ...numbers(folder));
