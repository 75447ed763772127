import type { CliCommand } from '../../command.ts';
import { importData } from './import.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';

export function data(program: CliCommand): void {
  const group = program.command('data').description('Data sets: import, look at, remove.');
  for (const add of [importData, list, show, remove]) add(group);
}
