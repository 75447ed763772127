import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuses, packageConfig } from '../../../electron/runtime/package-config.ts';

const electron = { version: '25.1.1', path: join('/somewhere', 'electron'), source: 'x' };

describe('fuses', () => {
  it('of what ships: no Node, no options, no inspector, no code from beside the archive', () => {
    expect(fuses('shipping')).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
    });
  });

  it('of the test edition differ in the inspector alone', () => {
    expect(fuses('test')).toEqual({ ...fuses('shipping'), enableNodeCliInspectArguments: true });
  });

  it('are in what electron-builder is told', () => {
    expect(packageConfig('shipping', electron, '/out').electronFuses).toEqual(fuses('shipping'));
  });
});

it('packages only what the build made', () => {
  const { files } = packageConfig('shipping', electron, '/out') as { files: string[] };
  expect(files.filter((pattern) => !pattern.startsWith('!'))).toEqual(['package.json', 'dist/**']);
});

it.runIf(process.platform === 'linux')("leaves the bare Electron's app out", async () => {
  const out = mkdtempSync(join(tmpdir(), 'pinwise-pack-'));
  mkdirSync(join(out, 'resources'));
  writeFileSync(join(out, 'resources', 'default_app.asar'), '');
  const { afterPack } = packageConfig('shipping', electron, '/out', join(out, 'none'));
  await (afterPack as (context: object) => Promise<void>)({ appOutDir: out, electronPlatformName: 'linux' });
  expect(existsSync(join(out, 'resources', 'default_app.asar'))).toBe(false);
  rmSync(out, { recursive: true });
});

it.runIf(process.platform === 'linux').each(['shipping', 'test'] as const)(
  'carries the native library beside the archive (%s)',
  async (edition) => {
    const out = mkdtempSync(join(tmpdir(), 'pinwise-pack-'));
    const native = join(out, 'native');
    mkdirSync(join(native, 'cpu-1', 'tensorflow'), { recursive: true });
    mkdirSync(join(out, 'resources'));
    writeFileSync(join(native, 'cpu-1', 'tensorflow', 'a.node'), 'addon');
    const note = { state: 'ready', folder: 'cpu-1', addon: 'tensorflow/a.node', loader: null };
    const told = { ...note, version: '2', source: 'a test', gpu: null, tried: '' };
    writeFileSync(join(native, 'native.json'), JSON.stringify(told));
    const { afterPack } = packageConfig(edition, electron, '/out', native);
    await (afterPack as (context: object) => Promise<void>)({
      appOutDir: out,
      electronPlatformName: 'linux',
    });
    const carried = join(out, 'resources', 'tensorflow');
    expect(JSON.parse(readFileSync(join(carried, 'native.json'), 'utf8'))).toEqual(told);
    expect(readFileSync(join(carried, 'cpu-1', 'tensorflow', 'a.node'), 'utf8')).toBe('addon');
    expect(lstatSync(join(carried, 'cpu-1')).isSymbolicLink()).toBe(edition === 'test');
    rmSync(out, { recursive: true });
  },
);
