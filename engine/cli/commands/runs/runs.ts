import type { CliCommand } from '../../command.ts';
import { diff } from './diff.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';

export function runs(program: CliCommand): void {
  const group = program.command('runs').description('Trained models: look at, compare, remove.');
  for (const add of [list, show, diff, remove]) add(group);
}
