import { parseArgs } from 'node:util';
import { Role } from '../contract/host.ts';
import type { ProcessArguments } from '../contract/host.ts';
import { PinwiseError } from '../contract/rpc.ts';

/**
 * Reads what `processArguments` of contract/host.ts wrote; arguments of the host itself are passed over.
 * @throws PinwiseError `bad-arguments`
 */
export function parseArguments(args: readonly string[]): ProcessArguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { role: text, home: text, assets: text, version: text },
    strict: false,
  });
  const need = (name: 'home' | 'assets' | 'version'): string => {
    const value = values[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new PinwiseError('bad-arguments', `engine/main.ts needs --${name}=…`);
  };
  const role = Role.safeParse(values.role);
  if (!role.success) {
    throw new PinwiseError(
      'bad-arguments',
      `engine/main.ts needs --role=engine, --role=job or --role=replica`,
    );
  }
  return { role: role.data, home: need('home'), assets: need('assets'), version: need('version') };
}
