import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isLeased, STALE_AFTER, takeLease } from '../../../engine/runs/lease.ts';
import { processStart } from '../../../engine/runs/process-identity.ts';
import { ended, message, startChild } from './child.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'pinwise-lease-'));
const me = { pid: process.pid, start: processStart(process.pid)!, host: hostname(), released: false };

/** A lease as some other process might have left it. */
function leave(folder: string, change: Partial<typeof me>, secondsAgo = 0): void {
  const path = join(folder, 'lease-4.json');
  writeFileSync(path, JSON.stringify({ ...me, ...change }));
  const then = new Date(Date.now() - 1_000 * secondsAgo);
  utimesSync(path, then, then);
}

/** Highest id that Linux gives by default is 4194304; no process has this one. */
const NOBODY = 4_194_305;

afterEach(() => void vi.useRealTimers());

describe('takeLease', () => {
  it('holds a run until it is released; then the next one gets it', () => {
    const folder = newFolder();
    const lease = takeLease(folder)!;
    expect(isLeased(folder)).toBe(true);
    expect(takeLease(folder)).toBeNull();
    lease.release();
    expect(isLeased(folder)).toBe(false);
    const next = takeLease(folder);
    expect(next).not.toBeNull();
    expect(readdirSync(folder)).toEqual(['lease-2.json']);
    next!.release();
  });

  it('frees a run even when the disk has no room for saying so', () => {
    const folder = newFolder();
    const lease = takeLease(folder)!;
    mkdirSync(join(folder, 'lease-1.json.tmp')); // in the way of the file that would say so
    lease.release();
    expect(isLeased(folder)).toBe(false);
    const next = takeLease(folder);
    expect(next).not.toBeNull();
    next!.release();
  });

  it('has nothing to take where the folder is gone', () => {
    expect(takeLease(join(newFolder(), 'gone'))).toBeNull();
  });

  it('respects a living process with a fresh sign of life', () => {
    const folder = newFolder();
    leave(folder, {});
    expect(isLeased(folder)).toBe(true);
    expect(takeLease(folder)).toBeNull();
  });

  it.each([
    ['of a process that is gone', { pid: NOBODY }, 0],
    ['whose process id was given to a later process', { start: '1' }, 0],
    ['of a process that has been silent for too long', {}, STALE_AFTER / 1_000 + 1],
    ['of another machine, silent for too long', { host: 'elsewhere' }, STALE_AFTER / 1_000 + 1],
  ])('takes over a lease %s', (_, change, secondsAgo) => {
    const folder = newFolder();
    leave(folder, change, secondsAgo);
    expect(isLeased(folder)).toBe(false);
    const lease = takeLease(folder);
    expect(lease).not.toBeNull();
    lease!.release();
  });

  it('cannot judge a process of another machine, so its sign of life counts', () => {
    const folder = newFolder();
    leave(folder, { host: 'elsewhere', pid: NOBODY });
    expect(takeLease(folder)).toBeNull();
  });

  it('takes a lease whose text is not there yet for held, until it is old', () => {
    const folder = newFolder();
    const path = join(folder, 'lease-1.json');
    writeFileSync(path, '');
    expect(takeLease(folder)).toBeNull();
    const old = new Date(Date.now() - STALE_AFTER - 1_000);
    utimesSync(path, old, old);
    const lease = takeLease(folder);
    expect(lease).not.toBeNull();
    lease!.release();
  });

  it('tells a holder that was taken over after a silence to stop', () => {
    vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
    const folder = newFolder();
    const first = takeLease(folder)!;
    const old = new Date(Date.now() - STALE_AFTER - 1_000);
    utimesSync(join(folder, 'lease-1.json'), old, old);
    const second = takeLease(folder)!;
    vi.advanceTimersByTime(1_100); // beats within a second of the last cost nothing
    expect(() => first.beat()).toThrow(expect.objectContaining({ code: 'lease-lost' }));
    expect(() => second.beat()).not.toThrow();
    first.release();
    expect(isLeased(folder)).toBe(true);
    second.release();
  });

  it('beats by itself while nobody calls, and by beat() while nothing else can run', () => {
    vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
    const folder = newFolder();
    const lease = takeLease(folder)!;
    const path = join(folder, 'lease-1.json');
    const silence = (): void => {
      const old = new Date(Date.now() - STALE_AFTER - 1_000);
      utimesSync(path, old, old);
    };
    silence();
    expect(isLeased(folder)).toBe(false);
    vi.advanceTimersByTime(2_300);
    expect(isLeased(folder)).toBe(true);
    silence();
    lease.beat();
    expect(isLeased(folder)).toBe(true);
    lease.release();
    expect((JSON.parse(readFileSync(path, 'utf8')) as typeof me).released).toBe(true);
  });

  it('lets one of several racing processes win each run, free or stale', async () => {
    const place = newFolder();
    const names = Array.from({ length: 60 }, (_, i) => `run${i}`);
    for (const [i, name] of names.entries()) {
      mkdirSync(join(place, name));
      if (i % 2) leave(join(place, name), { pid: NOBODY });
    }
    const children = Array.from({ length: 3 }, () => startChild('lease-taker.ts', [place]));
    await Promise.all(children.map(message));
    const results = children.map(message);
    for (const child of children) child.send('go');
    const got = (await Promise.all(results)) as string[][];
    expect(got.flat().sort()).toEqual([...names].sort());
    const ends = children.map(ended);
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(ends);
    expect(names.filter((name) => isLeased(join(place, name)))).toEqual([]);
  });
});
