import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';

export function exportFile(study: CliCommand): void {
  study
    .command('export <study>')
    .description('Writes a study as one sealed file, pictures within, for raters on other machines.')
    .requiredOption('--to <file>', 'such as first-look.pinwise-study')
    .addHelpText(
      'after',
      '\nNothing in the file tells the models apart: no names, and the sides are mixed secretly.',
    )
    .example('pinwise study export first-look --to first-look.pinwise-study')
    .run(async (session, { to }: { to: string }, name: string) => {
      const { exportStudy } = await import('../../../../evaluations/records/portable/export-study.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { pictureBytes } = await import('../../study/picture-files.ts');
      const { writeGiven } = await import('../../given-file.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const found = await withRecords((records) => exportStudy(records, name, pictureBytes(homeFolder())));
      writeGiven(to, found.bytes);
      const { hash, questions, bytes } = found;
      session.print({ file: to, study: name, hash, questions, bytes: bytes.length }, (file) =>
        [
          `${file.file}: ${count(file.questions)} questions, ${count(Math.ceil(file.bytes / 1000))} KB`,
          `On the other machine: pinwise study import ${file.file}`,
        ].join('\n'),
      );
    });
}
