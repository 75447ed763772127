import type { CliCommand } from '../command.ts';
import type { Diagnosis } from '../diagnose.ts';
import { count } from '../render/format.ts';
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

function forPeople(diagnosis: Diagnosis): string {
  const { version, node, home, electron, backend, devices, missing, warnings, disk_free_mb } = diagnosis;
  return [
    fields([
      ['Pinwise', version],
      ['Node', node],
      ['home', home],
      ['free there', disk_free_mb === null ? 'unknown' : `${count(disk_free_mb)} MB`],
      [
        'Electron',
        electron.path === null ? 'not found' : `${electron.version}, ${electron.source}: ${electron.path}`,
      ],
      ['backend', `${backend.name === null ? 'none' : `${backend.name} ${backend.version}`}: ${backend.why}`],
      ['backends here', backend.available.join(', ') || '–'],
      ...devices.map(({ kind, name, cores, memory_mb }): [string, string] => [
        kind,
        cores === null ? name : `${name}, ${cores} cores, ${count(memory_mb)} MB of memory`,
      ]),
    ]),
    ...warnings.map(({ what, cure }) => `warning: ${what}\n  cure: ${cure}`),
    missing.length === 0
      ? 'Nothing is missing.'
      : missing.map(({ what, cure }) => `missing: ${what}\n  cure: ${cure}`).join('\n'),
  ].join('\n\n');
}
