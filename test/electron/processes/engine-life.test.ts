import { afterEach, describe, expect, it, vi } from 'vitest';
import { deathReason } from '../../../electron/processes/death-reason.ts';
import { engineEnvironment } from '../../../electron/processes/engine-environment.ts';
import { type Life, restartPolicy } from '../../../electron/processes/restart-policy.ts';
import { watchSilence } from '../../../electron/processes/silence-watch.ts';

describe('restartPolicy', () => {
  const failedStart: Life = { ms: 100, wasReady: false, killed: false };
  const quickCrash: Life = { ms: 5_000, wasReady: true, killed: false };
  const killed: Life = { ms: 1_000, wasReady: true, killed: true };

  it.each([
    ['failed starts', failedStart],
    ['crashes soon after the start', quickCrash],
    ['kills before it was ready', { ...killed, wasReady: false }],
  ])('waits longer after each, and gives up after five %s', (_what, life) => {
    const policy = restartPolicy();
    expect(Array.from({ length: 5 }, () => policy.afterDeath(life))).toEqual([250, 500, 1000, 2000, null]);
  });

  it('brings back at once what somebody killed, a thousand times', () => {
    const policy = restartPolicy();
    for (let n = 0; n < 1_000; n++) expect(policy.afterDeath(killed)).toBe(250);
  });

  it('forgets earlier failures after a life of its own', () => {
    const policy = restartPolicy();
    for (let n = 0; n < 4; n++) policy.afterDeath(failedStart);
    expect(policy.afterDeath({ ms: 60_000, wasReady: true, killed: false })).toBe(250);
    expect(policy.afterDeath(failedStart)).toBe(250);
  });
});

describe('watchSilence', () => {
  afterEach(() => void vi.useRealTimers());
  const times = { ticks: 10, firstTicks: 60, everyMs: 1_000 };

  it('calls a process silent ten ticks after it was last heard, once', () => {
    vi.useFakeTimers();
    const silent = vi.fn();
    const watch = watchSilence(times, silent);
    watch.heard();
    vi.advanceTimersByTime(9_000);
    watch.heard();
    vi.advanceTimersByTime(9_999);
    expect(silent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(silent).toHaveBeenCalledOnce();
  });

  it('gives the start a minute', () => {
    vi.useFakeTimers();
    const silent = vi.fn();
    watchSilence(times, silent);
    vi.advanceTimersByTime(59_000);
    expect(silent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(silent).toHaveBeenCalledOnce();
  });

  it('does not take a machine that slept an hour for a silent process', () => {
    vi.useFakeTimers();
    const silent = vi.fn();
    const watch = watchSilence(times, silent);
    watch.heard();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(1_000);
    expect(silent).not.toHaveBeenCalled();
  });
});

it('a death has a reason in words, known or not', () => {
  expect(deathReason('oom')).toBe('it ran out of memory');
  for (const unknown of [undefined, 'something-new', 'constructor']) {
    expect(deathReason(unknown)).toBe('it stopped');
  }
});

it('the engine sees nothing of the environment but what it needs', () => {
  const environment = {
    PATH: '/bin',
    HOME: '/home/me',
    PINWISE_BACKEND: 'wasm',
    NODE_OPTIONS: '--require=/tmp/evil.js',
    NODE_PATH: '/tmp',
    LD_PRELOAD: '/tmp/evil.so',
    ELECTRON_RUN_AS_NODE: '1',
    AWS_SECRET_ACCESS_KEY: 'secret',
    GITHUB_TOKEN: 'secret',
    HTTPS_PROXY: 'http://proxy',
  };
  expect(engineEnvironment(environment)).toEqual({
    PATH: '/bin',
    HOME: '/home/me',
    PINWISE_BACKEND: 'wasm',
  });
});
