import { Option } from 'commander';
import { TRIAL_KINDS, type TrialKind } from '../../../../evaluations/design/question.ts';
import type { StudyReport } from '../../../../evaluations/analysis/study-report.ts';
import { PinwiseError } from '../../../contract/rpc.ts';
import type { CliCommand } from '../../command.ts';
import { integer, share } from '../../options.ts';

interface Options {
  trial: TrialKind;
  k?: number;
  questions: number;
  judgements: number;
  consensus: number;
  share: number;
  accuracy: number;
  seed: number;
  replications: number;
}

export function selfcheck(study: CliCommand): void {
  study
    .command('selfcheck <run>')
    .description('What a design can see: scripted raters on twins of a run, one worse and one as good.')
    .addOption(
      new Option(
        '--trial <kind>',
        'pair: the first answer of either; lists: the first k; grade: the first of either, one at a time',
      )
        .choices(TRIAL_KINDS)
        .default('pair'),
    )
    .option('-k <n>', 'length of the lists (default: 10)', integer(1, 20))
    .option('--questions <n>', 'of each study', integer(1, 5000), 100)
    .option('--judgements <n>', 'of each question, by as many scripted raters', integer(1, 50), 3)
    .addOption(
      new Option('--consensus <share>', 'of the judgements of a question that must agree')
        .argParser(share)
        .default(2 / 3, '2/3'),
    )
    .option(
      '--share <share>',
      'of its answers that the degraded twin has shuffled between queries',
      share,
      0.5,
    )
    .option('--accuracy <share>', 'how often a scripted rater gives the right answer', share, 0.8)
    .option('--seed <n>', 'of queries, twins and raters', integer(0), 0)
    .option('--replications <n>', 'studies from which the frequencies are counted', integer(1, 200), 20)
    .addHelpText(
      'after',
      [
        '',
        'The degraded twin must lose; of the identical twins, which deal the first and second answers of the run by a coin',
        '(of lists the third and fourth too, and so on), neither may win. The better of two answers is the labelled one, else',
        'the one that the run ranks higher. The better of two lists has more labelled ones, else more points in all, as many',
        'for each answer as follow it in the ranking. The right grade is 3 for a labelled answer, 2 for the first of the run,',
        '1 for its second and 0 for others; a wrong grade is any other. Both studies go through a real store, in a folder of',
        'their own that is removed; "found" and "false_alarms" are counted over replications in memory.',
      ].join('\n'),
    )
    .example(
      'pinwise study selfcheck pinsage-demo-1 --questions 50 --share .2',
      'pinwise study selfcheck pinsage-demo-1 --trial lists -k 5',
    )
    .run(async (session, { k: length, share: shuffled, ...options }: Options, run: string) => {
      const { mkdtempSync, rmSync } = await import('node:fs');
      const { tmpdir } = await import('node:os');
      const { join } = await import('node:path');
      const { openRecords } = await import('../../../../evaluations/records/open-records.ts');
      const { DEGRADED, namesOf, selfcheck: rehearse } = await import('../../../questions/selfcheck.ts');
      const { twinAnswers } = await import('../../../questions/twin-answers.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { openRun } = await import('../../../runs/open-run.ts');
      const { rateTwins } = await import('../../study/rate-twins.ts');
      const { trial, questions, judgements, consensus, accuracy, seed, replications } = options;
      const k = lengthOf(trial, length);
      const wanted = {
        ...{ run, trial, k, questions, judgements, consensus, accuracy },
        ...{ seed, replications, share: shuffled },
      };
      const home = homeFolder();
      const opened = openRun(home, run);
      const { draw, relatedness, dataset } = await twinAnswers(home, opened, wanted, session.signal);
      const twins = draw(seed);
      const folder = mkdtempSync(join(tmpdir(), 'pinwise-selfcheck-'));
      const records = openRecords(join(folder, 'studies.sqlite'));
      const common = {
        arm: { preset: opened.summary.preset, checkpoint: opened.checkpoint },
        ...{ dataset: dataset.manifest.name, trial, k, judgements, consensus, seed },
        ...{ relatedness, accuracy },
      };
      const rate = async (name: 'degraded' | 'identical', runs: [string, string]): Promise<StudyReport> => {
        const bar = session.progress(name === 'degraded' ? 'degraded twin' : 'identical twins');
        try {
          return await rateTwins(records, { ...common, name, runs, answers: twins[name] }, (done, total) => {
            session.signal.throwIfAborted();
            bar.update(done, total);
          });
        } finally {
          bar.end();
        }
      };
      try {
        const degraded = await rate('degraded', [run, `${run} ${DEGRADED}`]);
        const identical = await rate('identical', namesOf(run));
        const { found, false_alarms, verdict } = await rehearse(home, wanted, session.signal);
        const asked = { ...wanted, questions: degraded.pairs[0].questions };
        session.print({ ...asked, degraded, identical, found, false_alarms, verdict }, forPeople);
      } finally {
        records.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

/** @throws PinwiseError `bad-usage` for a length of what is not a list */
function lengthOf(trial: Options['trial'], given?: number): number {
  if (trial === 'lists') return given ?? 10;
  if (given === undefined) return 1;
  throw new PinwiseError(
    'bad-usage',
    `-k is the length of lists, and --trial ${trial} shows one answer of either: add --trial lists, or leave -k out`,
  );
}

const forPeople = (of: { degraded: StudyReport; identical: StudyReport; verdict: string }): string =>
  [`Degraded twin: ${of.degraded.sentence}`, `Identical twins: ${of.identical.sentence}`, of.verdict].join(
    '\n\n',
  );
