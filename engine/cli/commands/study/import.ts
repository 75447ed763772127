import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';

export function importFile(study: CliCommand): void {
  study
    .command('import <file>')
    .description('Takes in a study from another machine, to be rated here. Doing it again changes nothing.')
    .example('pinwise study import first-look.pinwise-study', 'pinwise study rate first-look --rater ada')
    .run(async (session, _: unknown, file: string) => {
      const { importStudy } = await import('../../../../evaluations/records/portable/import-study.ts');
      const { readGiven } = await import('../../given-file.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const bytes = readGiven(file);
      const made = await withRecords((records) => importStudy(records, { bytes, file, now: session.now() }));
      session.print(made, ({ study: name, questions, known }) =>
        [
          `${name}: ${count(questions)} questions${known ? ', here already' : ''}`,
          `Rate it in the window, or by a script: pinwise study next ${name} --rater NAME`,
          `Then: pinwise study answers ${name} --to ${name}.pinwise-answers`,
        ].join('\n'),
      );
    });
}
