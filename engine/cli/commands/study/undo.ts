import type { CliCommand } from '../../command.ts';

export function undo(study: CliCommand): void {
  study
    .command('undo <study>')
    .description("Takes back a rater's latest judgement.")
    .requiredOption('--rater <name>', 'who rates')
    .example('pinwise study undo first-look --rater ada')
    .run(async (session, { rater }: { rater: string }, name: string) => {
      const { undoJudgement } = await import('../../../../evaluations/records/judgements.ts');
      const { withRecords } = await import('../../study-store.ts');
      const { question } = await withRecords((records) =>
        undoJudgement(records, { study: name, rater, now: session.now() }),
      );
      session.print({ question }, () => `${question} is open again.`);
    });
}
