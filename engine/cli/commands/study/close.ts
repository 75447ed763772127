import type { CliCommand } from '../../command.ts';

export function close(study: CliCommand): void {
  study
    .command('close <study>')
    .description('Ends a study: no judgement is recorded or undone any more.')
    .example('pinwise study close first-look')
    .run(async (session, _: object, name: string) => {
      const { closeStudy } = await import('../../../../evaluations/records/studies.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const closed = await withRecords((records) => closeStudy(records, name, session.now()));
      session.print(closed, ({ judgements }) => `${name} is closed with ${judgements} judgements.`);
    });
}
