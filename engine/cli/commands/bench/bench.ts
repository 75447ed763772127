import type { CliCommand } from '../../command.ts';
import { ann } from './ann.ts';
import { training } from './training.ts';

export function bench(program: CliCommand): void {
  const group = program
    .command('bench')
    .description('Measures this machine: to be compared with other programs on the same machine only.');
  for (const add of [training, ann]) add(group);
}
