import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  const { afterPack } = packageConfig('shipping', electron, '/out');
  await (afterPack as (context: object) => Promise<void>)({ appOutDir: out, electronPlatformName: 'linux' });
  expect(existsSync(join(out, 'resources', 'default_app.asar'))).toBe(false);
  rmSync(out, { recursive: true });
});
