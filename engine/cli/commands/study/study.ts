import type { CliCommand } from '../../command.ts';
import { answer } from './answer.ts';
import { answersFile } from './answers.ts';
import { close } from './close.ts';
import { create } from './create.ts';
import { exportFile } from './export.ts';
import { importFile } from './import.ts';
import { list } from './list.ts';
import { merge } from './merge.ts';
import { next } from './next.ts';
import { power } from './power.ts';
import { rate } from './rate.ts';
import { repair } from './repair.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { selfcheck } from './selfcheck.ts';
import { undo } from './undo.ts';

export function study(program: CliCommand): void {
  const group = program
    .command('study')
    .description('Blind studies: people say which model recommends better.');
  for (const add of [
    ...[create, list, next, answer, undo, rate, report, close],
    ...[exportFile, importFile, answersFile, merge],
    ...[replay, selfcheck, power, repair],
  ]) {
    add(group);
  }
}
