/** How this program is started once more, as a child of Node's `fork`: its bundle, or from source by tsx. */
import { fileURLToPath } from 'node:url';
import { assetsFolder } from '../assets.ts';
import { processArguments } from '../contract/host.ts';
import type { Role } from '../contract/host.ts';

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly execArgv: readonly string[];
}

export function engineProgram(role: Role, home: string): Program {
  const here = import.meta.url;
  const source = here.endsWith('.ts');
  // All bundles lie in folders side by side.
  const file = fileURLToPath(new URL(source ? '../main.ts' : '../engine/main.cjs', here));
  const args = processArguments({ role, home, assets: assetsFolder(), version: 'same' });
  return { file, args, execArgv: source ? ['--import', 'tsx'] : [] };
}
