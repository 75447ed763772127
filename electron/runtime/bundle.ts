import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** Bundles one program of ours for Electron 25's Node 18 and everything newer. */
export async function bundle(root: string, entry: string, outfile: string): Promise<void> {
  await build({ ...options, absWorkingDir: root, entryPoints: [entry], outfile: join(root, outfile) });
}

/** A bundle is one CommonJS file; only what is native stays outside. */
const options: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  external: ['electron', 'libsql'],
  // Modules that ask where they lie are told where the bundle lies.
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  legalComments: 'none',
  logLevel: 'warning',
};

/** The preload runs in a sandbox: no Node module may be named in it, not even by the banner. */
export async function bundlePreload(root: string, entry: string, outfile: string): Promise<void> {
  const { define: _, banner: __, ...rest } = options;
  await build({ ...rest, absWorkingDir: root, entryPoints: [entry], outfile: join(root, outfile) });
}
