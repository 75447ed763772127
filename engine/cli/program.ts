import { CommanderError } from 'commander';
import { PinwiseError } from '../contract/rpc.ts';
import { CliCommand } from './command.ts';
import { analyze } from './commands/analyze.ts';
import { ablation } from './commands/ablation.ts';
import { bench } from './commands/bench/bench.ts';
import { data } from './commands/data/data.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { embed } from './commands/embed.ts';
import { evaluate } from './commands/evaluate.ts';
import { exportCommand } from './commands/export.ts';
import { neighbors } from './commands/neighbors.ts';
import { presets } from './commands/presets.ts';
import { readout } from './commands/readout.ts';
import { recommend } from './commands/recommend.ts';
import { runs } from './commands/runs/runs.ts';
import { study } from './commands/study/study.ts';
import { train } from './commands/train.ts';
import type { Environment } from './environment.ts';
import { exitCodeOf, isCancellation } from './exit-code.ts';
import { otherProblems } from './render/other-problems.ts';
import { isSystemError, systemErrorInWords } from './system-error.ts';

const commands = [
  ...[doctor, demo, data, presets, train, runs],
  ...[evaluate, readout, ablation, recommend, neighbors, embed, exportCommand, bench, study, analyze],
];

/** The command line with all its commands. */
export function pinwise(environment: Environment): CliCommand {
  const program = new CliCommand('pinwise', environment)
    .description('Trains PinSage-style recommenders and finds out with people which one recommends better.')
    .version(environment.version, '-V, --version', 'show the version')
    .example('pinwise demo', 'pinwise train --help');
  for (const add of commands) add(program);
  return program;
}

/** Runs the command that `words` ask for; returns the exit code. */
export async function runProgram(words: readonly string[], environment: Environment): Promise<number> {
  try {
    await pinwise(environment).parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said it already.
    if (!(error instanceof CommanderError))
      environment.stderr.write(`${explain(error, words.includes('--debug'))}\n`);
    return exitCodeOf(error);
  }
}

function explain(error: unknown, debug: boolean): string {
  if (isCancellation(error)) {
    return `pinwise: ${error instanceof PinwiseError ? error.message : 'cancelled'}`;
  }
  if (debug && error instanceof Error) return error.stack ?? error.message;
  if (isSystemError(error)) return `pinwise: ${systemErrorInWords(error)}`;
  const message = error instanceof Error ? error.message : String(error);
  return [`pinwise: ${message}`, ...otherProblems(error)].join('\n');
}
