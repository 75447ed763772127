import { PinwiseError } from '../../../contract/rpc.ts';
import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';

/** Differences that are printed. */
const SHOWN = 10;

export function replay(study: CliCommand): void {
  study
    .command('replay <study>')
    .description('Makes all questions again from runs, data and seed, and compares them with what was shown.')
    .addHelpText(
      'after',
      '\nExit 0 when all are equal, 1 when some differ, 2 when a run, its checkpoint or the data set is not there any more.',
    )
    .example('pinwise study replay first-look')
    .run(async (session, _options: object, name: string) => {
      const { findStudy } = await import('../../../../evaluations/records/studies.ts');
      const { questionsOf } = await import('../../../../evaluations/records/questions.ts');
      const { replayStudy } = await import('../../../questions/replay-study.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const frozen = await withRecords((records) => {
        const found = findStudy(records, name);
        if (found.imported) throw ratingOnly(name);
        const { design, arms, hash } = found;
        return { name: found.name, design, arms, hash, questions: questionsOf(records, found) };
      });
      const { questions, differences } = await replayStudy(homeFolder(), frozen, session.signal);
      const result = {
        ...{ study: frozen.name, hash: frozen.hash, questions, equal: differences.length === 0 },
        differences: differences.slice(0, SHOWN),
      };
      session.print(result, () =>
        differences.length === 0
          ? `${count(questions)} questions of ${frozen.name} made again: all equal to what was shown.`
          : result.differences
              .map(
                ({ question, field, stored, now }) =>
                  `${question} ${field}: stored ${JSON.stringify(stored)}, now ${JSON.stringify(now)}`,
              )
              .join('\n'),
      );
      if (differences.length > 0) {
        const differ = new Set(differences.map(({ question }) => question)).size;
        throw new PinwiseError(
          'replay-differs',
          `${count(differ)} of ${count(frozen.questions.length)} questions of ${frozen.name} are not what its runs give now`,
        );
      }
    });
}

const ratingOnly = (study: string): PinwiseError =>
  new PinwiseError(
    'rating-only',
    `${study} came from another machine, which alone has its runs: replay it there`,
  );
