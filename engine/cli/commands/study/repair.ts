import { join } from 'node:path';
import type { Repaired } from '../../../../evaluations/records/repair-records.ts';
import { studiesPath } from '../../../contract/store-layout.ts';
import { homeFolder } from '../../../runs/home.ts';
import type { CliCommand } from '../../command.ts';

export function repair(study: CliCommand): void {
  study
    .command('repair')
    .description('Brings a damaged store of studies back: the last backup, and all that can still be read.')
    .addHelpText(
      'after',
      [
        '',
        'Close every other Pinwise first. The damaged file is kept under another name. Every command that uses studies',
        'exits with 6 while the store is damaged, with 5 while the disk is full, and with 7 if a newer Pinwise wrote it.',
      ].join('\n'),
    )
    .example('pinwise study repair')
    .run(async (session) => {
      const { repairRecords } = await import('../../../../evaluations/records/repair-records.ts');
      session.print(repairRecords(join(homeFolder(), studiesPath), session.now()), inWords);
    });
}

function inWords({ backup, studies, judgements, salvaged, missing, kept }: Repaired): string {
  const from = backup
    ? `${judgements - salvaged} from the backup of ${backup.at}, ${salvaged} read from the damaged file`
    : 'there was no backup, all were read from the damaged file';
  const lost =
    missing === null
      ? 'The damaged file does not say how many there were.'
      : missing === 0
        ? 'None is missing.'
        : `${missing} could not be read.`;
  return `The store is whole again: ${studies} studies, ${judgements} judgements (${from}). ${lost}\nThe damaged file: ${kept}`;
}
