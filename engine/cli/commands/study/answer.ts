import { Option } from 'commander';
import { CHOICES, type Choice } from '../../../../evaluations/analysis/judgement.ts';
import type { CliCommand } from '../../command.ts';
import { integer } from '../../options.ts';
import { pinOption } from '../../study/pin-option.ts';
import { windowOnly } from '../../study/window-only.ts';

interface Options {
  rater: string;
  question: string;
  choice: Choice;
  ms?: number;
  pin?: string;
}

export function answer(study: CliCommand): void {
  study
    .command('answer <study>')
    .description('Records a judgement. It is on the disk before this prints.')
    .requiredOption('--rater <name>', 'who rates')
    .requiredOption('--question <question>', 'as "study next" names it')
    .addOption(
      new Option('--choice <side>', 'what is more related to the query')
        .choices([...new Set(Object.values(CHOICES).flat())])
        .makeOptionMandatory(),
    )
    .option('--ms <n>', 'milliseconds that the rater took', integer(0))
    .addOption(pinOption())
    .addHelpText('after', `\n${windowOnly}`)
    .example('pinwise study answer first-look --rater ada --question q0001 --choice left')
    .run(async (session, { rater, question, choice, ms, pin }: Options, name: string) => {
      const { admitRater } = await import('../../../../evaluations/records/raters.ts');
      const { recordJudgement } = await import('../../../../evaluations/records/judgements.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const now = session.now();
      const judgement = await withRecords((records) => {
        admitRater(records, { study: name, rater, pin, now });
        return recordJudgement(records, { ...{ study: name, rater, question, choice }, ms: ms ?? null, now });
      });
      session.print({ recorded: true, judgement }, () => `Recorded: ${question}, ${choice}.`);
    });
}
