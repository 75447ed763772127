import type { CliCommand } from '../../command.ts';
import { pinOption } from '../../study/pin-option.ts';

export function undo(study: CliCommand): void {
  study
    .command('undo <study>')
    .description("Takes back a rater's latest judgement.")
    .requiredOption('--rater <name>', 'who rates')
    .addOption(pinOption())
    .example('pinwise study undo first-look --rater ada')
    .run(async (session, { rater, pin }: { rater: string; pin?: string }, name: string) => {
      const { admitRater } = await import('../../../../evaluations/records/raters.ts');
      const { undoJudgement } = await import('../../../../evaluations/records/judgements.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const now = session.now();
      const { question } = await withRecords((records) => {
        admitRater(records, { study: name, rater, pin, now });
        return undoJudgement(records, { study: name, rater, now });
      });
      session.print({ question }, () => `${question} is open again.`);
    });
}
