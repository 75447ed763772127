import { Command } from 'commander';
import type { Option } from 'commander';
import type { Environment } from './environment.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';

/**
 * Commander's command with what every command of Pinwise has: `--json`, `--debug`, an example in its help, and a
 * handler that gets a session.
 */
export class CliCommand extends Command {
  constructor(
    name: string,
    private readonly environment: Environment,
  ) {
    super(name);
    this.option('--json', 'print one JSON document on stdout and nothing else there');
    this.option('--debug', 'on an error, print where in the program it happened');
    this.helpOption('-h, --help', 'show this help');
    this.helpCommand(false);
    this.exitOverride();
    // So that a value that looks like an option of the program (a rater called "-V") stays a value.
    this.enablePositionalOptions();
    this.speak();
  }

  /** The default of a list stands in the help as it would be typed. */
  override addOption(option: Option): this {
    const list: unknown = option.defaultValue;
    if (Array.isArray(list)) option.default(list, list.join(','));
    return super.addOption(option);
  }

  override createCommand(name = ''): CliCommand {
    return new CliCommand(name, this.environment);
  }

  override copyInheritedSettings(source: Command): this {
    super.copyInheritedSettings(source);
    this.speak();
    return this;
  }

  /** Lines that work on the demo, shown at the end of the help. */
  example(...lines: string[]): this {
    return this.addHelpText('after', ['', 'Example:', ...lines.map((line) => `  ${line}`)].join('\n'));
  }

  /** What the command does, given its options and arguments as commander parsed them. */
  run<Options extends object, Arguments extends unknown[]>(
    handler: (session: Session, options: Options, ...given: Arguments) => Promise<void> | void,
  ): this {
    return this.action(async (...parsed: unknown[]) => {
      const given = parsed.slice(0, -2) as Arguments;
      const options = this.optsWithGlobals<Options & { json?: boolean }>();
      await handler(openSession(this.environment, options.json ?? false), options, ...given);
    });
  }

  private speak(): void {
    const { stdout, stderr } = this.environment;
    this.configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text, write) => write(`pinwise: ${plain(text)}; see "${path(this)} --help"\n`),
    });
  }
}

/** Commander's message on one line, without its "error:" and its full stop. */
const plain = (text: string): string =>
  text
    .replace(/^error: /, '')
    .trim()
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');

function path(command: Command): string {
  return command.parent ? `${path(command.parent)} ${command.name()}` : command.name();
}
