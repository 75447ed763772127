import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Configuration } from 'electron-builder';

type Fuses = NonNullable<Configuration['electronFuses']>;

const names = {
  runAsNode: FuseV1Options.RunAsNode,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
} as const;

/** In the binary a fuse is a character: `1` on, `0` off, others for removed and inherited. */
const on = '1'.charCodeAt(0);

/** The fuses as they are in a program, read from its bytes. */
export async function readFuses(program: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(program);
  return Object.fromEntries(
    Object.entries(names).map(([name, option]) => [name, (wire[option] as number) === on]),
  );
}
