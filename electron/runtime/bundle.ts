import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** A bundle is one CommonJS file for Electron 25's Node 18 and everything newer; only what is native stays outside. */
const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  external: ['electron', 'libsql'],
  legalComments: 'none',
  logLevel: 'warning',
};

/** Bundles one program of ours. */
export async function bundle(root: string, entry: string, outfile: string): Promise<void> {
  await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(root, outfile),
    // Modules that ask where they lie are told where the bundle lies.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  });
}

/** The preload runs in a sandbox: no Node module may be named in it. */
export async function bundlePreload(root: string, entry: string, outfile: string): Promise<void> {
  await build({ ...shared, absWorkingDir: root, entryPoints: [entry], outfile: join(root, outfile) });
}
