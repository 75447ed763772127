import type { StudySummary } from '../../../../evaluations/records/studies.ts';
import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';
import { right, table } from '../../render/table.ts';

export function list(study: CliCommand): void {
  study
    .command('list')
    .description('Lists the studies, the newest first.')
    .example('pinwise study list')
    .run(async (session) => {
      const { listStudies } = await import('../../../../evaluations/records/studies.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      session.print(await withRecords(listStudies), forPeople);
    });
}

const forPeople = (studies: readonly StudySummary[]): string =>
  table(
    ['study', 'state', 'runs', 'data', 'questions', 'judgements', 'raters'],
    studies.map(({ name, state, imported, arms, dataset, questions, judgements, wanted, raters }) => [
      name,
      state,
      imported ? "on the study's own machine" : arms.map(({ run }) => run).join(', '),
      imported ? '–' : dataset,
      right(count(questions)),
      right(`${count(judgements)} of ${count(wanted)}`),
      right(count(raters.length)),
    ]),
    'No studies yet. Make one from two runs: pinwise study create --runs A,B',
  );
