import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { initBackend } from '../backend/init-backend.ts';
import type { BackendReport } from '../backend/init-backend.ts';
import { homeFolder } from '../runs/home.ts';
import type { Environment } from './environment.ts';
import { freeMb, homeWarnings } from './home-warnings.ts';
import type { Finding } from './home-warnings.ts';

/** What the set-up writes to .cache/runtime.json. */
const Runtime = z.object({
  electron: z.object({ version: z.string(), path: z.string(), source: z.string() }),
});

interface Found {
  version: string | null;
  path: string | null;
  source: string | null;
}

export interface Diagnosis {
  version: string;
  node: string;
  home: string;
  /** `path` with the repository's root as argument starts the window; all null when there is none. */
  electron: Found;
  backend: { name: string | null; version: string | null; why: string; available: string[] };
  devices: (
    | { kind: 'cpu'; name: string; cores: number; memory_mb: number }
    | { kind: 'gpu'; name: string; cores: null; memory_mb: null }
  )[];
  missing: Finding[];
  /** What is there, but may cause trouble. */
  warnings: Finding[];
  /** Left on the disk that holds `home`. */
  disk_free_mb: number | null;
}

/** Looks at everything and fails at nothing: what is not there is reported as missing. */
export async function diagnose({ root, version }: Pick<Environment, 'root' | 'version'>): Promise<Diagnosis> {
  const electron = findElectron(root);
  const { cure, device, ...backend } = await tryBackend();
  const home = homeFolder();
  const missing: Finding[] = [];
  if (electron.path === null) {
    missing.push({ what: 'Electron, for the window', cure: 'npm run setup' });
  }
  if (backend.name === null) {
    missing.push({ what: `a tensor backend, for training (${backend.why})`, cure: backendCure() });
  }
  if (cure !== null) missing.push({ what: 'TensorFlow itself, for faster training', cure });
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    missing.push({
      what: 'a display, for the window',
      cure: 'start it in a desktop session or with xvfb-run -a; everything else works in the terminal: pinwise demo',
    });
  }
  const processors = cpus();
  return {
    version,
    node: process.versions.node,
    home,
    electron,
    backend,
    devices: [
      {
        kind: 'cpu',
        name: processors[0]?.model.trim() || process.arch,
        cores: processors.length,
        memory_mb: Math.round(totalmem() / 2 ** 20),
      },
      ...(device ? [{ ...device, cores: null, memory_mb: null }] : []),
    ],
    missing,
    warnings: homeWarnings(home),
    disk_free_mb: freeMb(home),
  };
}

const backendCure = (): string =>
  process.env.PINWISE_BACKEND ? 'unset PINWISE_BACKEND, or choose tensorflow, wasm or cpu' : 'npm run build';

function findElectron(root: string): Found {
  try {
    const { electron } = Runtime.parse(
      JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8')),
    );
    if (existsSync(electron.path)) return electron;
  } catch {
    // No set-up yet, or its note is damaged: both mean that none is known.
  }
  return { version: null, path: null, source: null };
}

async function tryBackend(): Promise<Diagnosis['backend'] & Pick<BackendReport, 'cure' | 'device'>> {
  try {
    return await initBackend();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { name: null, version: null, why, available: [], cure: null, device: null };
  }
}
