import type { Merged } from '../../../../evaluations/records/portable/add-answers.ts';
import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';

export function merge(study: CliCommand): void {
  study
    .command('merge <study> <file>')
    .description(
      'Brings in answers from another machine: all of a file or nothing. Doing it again changes nothing.',
    )
    .option(
      '--as <name>',
      'of a closed study, which keeps its verdict: makes its next version under this name, with all that it has and these answers',
    )
    .example(
      'pinwise study merge first-look first-look.pinwise-answers',
      'pinwise study merge first-look late.pinwise-answers --as first-look-2',
    )
    .run(async (session, { as }: { as?: string }, name: string, file: string) => {
      const { mergeAnswers } = await import('../../../../evaluations/records/portable/merge-answers.ts');
      const { mergeAsNextVersion } = await import('../../../../evaluations/records/portable/next-version.ts');
      const { readGiven } = await import('../../given-file.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const given = { study: name, bytes: readGiven(file), file };
      if (as === undefined) {
        const merged = await withRecords((records) => mergeAnswers(records, given));
        session.print(merged, (found) => inWords(name, found).join('\n'));
        return;
      }
      const now = session.now();
      const made = await withRecords((records) => mergeAsNextVersion(records, { ...given, as, now }));
      session.print(made, ({ study: next, version, ...merged }) =>
        [
          `${next}: version ${version}, open; ${name} stays as it was closed`,
          ...inWords(next, merged),
          `When no more answers come: pinwise study close ${next}`,
        ].join('\n'),
      );
    });
}

const inWords = (study: string, { added, known, undone, conflicts, judgements }: Merged): string[] => [
  `${count(added)} judgements added, ${count(known)} were here already, ${count(undone)} taken back; ${study} has ${count(judgements)} now`,
  ...conflicts.map(({ rater, question }) => `${rater} answered ${question} twice; the earlier answer stands`),
];
