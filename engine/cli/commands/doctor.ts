import type { CliCommand } from '../command.ts';
import type { Diagnosis } from '../diagnose.ts';
import { fields } from '../render/table.ts';

export function doctor(program: CliCommand): void {
  program
    .command('doctor')
    .description('Shows what was found on this machine, what is used, and what is missing with its cure.')
    .example('pinwise doctor')
    .run(async (session) => {
      const { diagnose } = await import('../diagnose.ts');
      session.print(await diagnose(session), forPeople);
    });
}

function forPeople({ version, node, home, electron, backend, devices, missing }: Diagnosis): string {
  return [
    fields([
      ['Pinwise', version],
      ['Node', node],
      ['home', home],
      [
        'Electron',
        electron.path === null ? 'not found' : `${electron.version}, ${electron.source}: ${electron.path}`,
      ],
      ['backend', `${backend.name ?? 'none'} ${backend.version ?? ''}: ${backend.why}`],
      ['backends here', backend.available.join(', ')],
      ...devices.map(({ kind, name, cores, memory_mb }): [string, string] => [
        kind,
        `${name}, ${cores} cores, ${memory_mb} MB of memory`,
      ]),
    ]),
    missing.length === 0
      ? 'Nothing is missing.'
      : missing.map(({ what, cure }) => `missing: ${what}\n  cure: ${cure}`).join('\n'),
  ].join('\n\n');
}
