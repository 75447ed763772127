import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';

export function merge(study: CliCommand): void {
  study
    .command('merge <study> <file>')
    .description(
      'Brings in answers from another machine: all of a file or nothing. Doing it again changes nothing.',
    )
    .example('pinwise study merge first-look first-look.pinwise-answers')
    .run(async (session, _: unknown, name: string, file: string) => {
      const { mergeAnswers } = await import('../../../../evaluations/records/portable/merge-answers.ts');
      const { readGiven } = await import('../../given-file.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const bytes = readGiven(file);
      const merged = await withRecords((records) => mergeAnswers(records, { study: name, bytes, file }));
      session.print(merged, ({ added, known, undone, conflicts, judgements }) =>
        [
          `${count(added)} judgements added, ${count(known)} were here already, ${count(undone)} taken back; ${name} has ${count(judgements)} now`,
          ...conflicts.map(
            ({ rater, question }) => `${rater} answered ${question} twice; the earlier answer stands`,
          ),
        ].join('\n'),
      );
    });
}
