import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';

export function answersFile(study: CliCommand): void {
  study
    .command('answers <study>')
    .description('Writes the answers to a study from another machine as one sealed file, for that machine.')
    .requiredOption('--to <file>', 'such as first-look.pinwise-answers')
    .example('pinwise study answers first-look --to first-look.pinwise-answers')
    .run(async (session, { to }: { to: string }, name: string) => {
      const { exportAnswers } = await import('../../../../evaluations/records/portable/export-answers.ts');
      const { writeGiven } = await import('../../given-file.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const { bytes, judgements, raters } = await withRecords((records) => exportAnswers(records, name));
      writeGiven(to, bytes);
      session.print({ file: to, judgements, raters }, (file) =>
        [
          `${file.file}: ${count(file.judgements)} judgements of ${count(file.raters)} raters`,
          `On the study's own machine: pinwise study merge STUDY ${file.file}`,
        ].join('\n'),
      );
    });
}
