import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { build } from 'esbuild';
import { root } from './repository.ts';

/** Writes the archive of `default-app/` to `file`. */
export async function packDefaultApp(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'default-app-'));
  try {
    await build({
      entryPoints: [join(root, 'electron', 'runtime', 'default-app', 'main.ts')],
      outfile: join(folder, 'main.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18',
      external: ['electron'],
      logLevel: 'error',
    });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js' }));
    await createPackage(folder, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
