import { Option } from 'commander';
import type { Choice } from '../../../../evaluations/analysis/judgement.ts';
import type { CliCommand } from '../../command.ts';
import { integer } from '../../options.ts';

interface Options {
  rater: string;
  question: string;
  choice: Choice;
  ms?: number;
}

export function answer(study: CliCommand): void {
  study
    .command('answer <study>')
    .description('Records a judgement. It is on the disk before this prints.')
    .requiredOption('--rater <name>', 'who rates')
    .requiredOption('--question <question>', 'as "study next" names it')
    .addOption(
      new Option('--choice <side>', 'what is more related to the query')
        .choices(['left', 'right', 'equal'])
        .makeOptionMandatory(),
    )
    .option('--ms <n>', 'milliseconds that the rater took', integer(0))
    .example('pinwise study answer first-look --rater ada --question q0001 --choice left')
    .run(async (session, { rater, question, choice, ms }: Options, name: string) => {
      const { recordJudgement } = await import('../../../../evaluations/records/judgements.ts');
      const { withRecords } = await import('../../study-store.ts');
      const judgement = await withRecords((records) =>
        recordJudgement(records, {
          ...{ study: name, rater, question, choice },
          ms: ms ?? null,
          now: session.now(),
        }),
      );
      session.print({ recorded: true, judgement }, () => `Recorded: ${question}, ${choice}.`);
    });
}
