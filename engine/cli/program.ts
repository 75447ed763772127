import { CommanderError } from 'commander';
import { CliCommand } from './command.ts';
import type { Environment } from './environment.ts';
import { exitCodeOf, isCancellation } from './exit-code.ts';

/** Runs the command that `words` ask for; returns the exit code. */
export async function runProgram(words: readonly string[], environment: Environment): Promise<number> {
  const program = new CliCommand('pinwise', environment)
    .description('Trains PinSage-style recommenders and finds out with people which one recommends better.')
    .version(environment.version, '-V, --version', 'show the version');

  try {
    await program.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said it already.
    if (!(error instanceof CommanderError))
      environment.stderr.write(`${explain(error, words.includes('--debug'))}\n`);
    return exitCodeOf(error);
  }
}

function explain(error: unknown, debug: boolean): string {
  if (debug && error instanceof Error) return error.stack ?? error.message;
  if (isCancellation(error)) return 'pinwise: cancelled';
  return `pinwise: ${error instanceof Error ? error.message : String(error)}`;
}
