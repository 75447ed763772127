import type { CliCommand } from '../command.ts';
import { table } from '../render/table.ts';

export function presets(program: CliCommand): void {
  program
    .command('presets')
    .description('Lists the models that can be trained, each with its whole configuration.')
    .example('pinwise presets', 'pinwise presets --json')
    .run(async (session) => {
      const { presets: known } = await import('../../model/presets.ts');
      session.print(
        known.map(({ name, description, config }) => ({ name, description, config })),
        (all) =>
          table(
            ['preset', 'what it is'],
            all.map(({ name, description }) => [name, description]),
          ),
      );
    });
}
