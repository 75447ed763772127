import type { StudyReport } from '../../../../evaluations/analysis/study-report.ts';
import type { CliCommand } from '../../command.ts';
import { integer, share } from '../../options.ts';

interface Options {
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
    .option('--questions <n>', 'of each study', integer(1, 5000), 100)
    .option('--judgements <n>', 'of each question, by as many scripted raters', integer(1, 50), 3)
    .option('--consensus <share>', 'of the judgements of a question that must agree', share, 2 / 3)
    .option(
      '--share <share>',
      'of its answers that the degraded twin has shuffled between queries',
      share,
      0.5,
    )
    .option('--accuracy <share>', 'how often a scripted rater picks the better answer', share, 0.8)
    .option('--seed <n>', 'of queries, twins and raters', integer(0), 0)
    .option('--replications <n>', 'studies from which the frequencies are counted', integer(1, 200), 20)
    .addHelpText(
      'after',
      [
        '',
        'The degraded twin must lose; of the identical twins, which deal the first and second answers of the run by a coin,',
        'neither may win. The better of two answers is the labelled one, else the one that the run ranks higher. Both studies',
        'go through a real store, in a folder of their own that is removed; "found" and "false_alarms" are counted over',
        'replications in memory.',
      ].join('\n'),
    )
    .example('pinwise study selfcheck pinsage-demo-1 --questions 50 --share .2')
    .run(async (session, options: Options, run: string) => {
      const { mkdtempSync, rmSync } = await import('node:fs');
      const { tmpdir } = await import('node:os');
      const { join } = await import('node:path');
      const { openRecords } = await import('../../../../evaluations/records/open-records.ts');
      const { DEGRADED, namesOf, selfcheck: rehearse } = await import('../../../questions/selfcheck.ts');
      const { twinAnswers } = await import('../../../questions/twin-answers.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { openRun } = await import('../../../runs/open-run.ts');
      const { rateTwins } = await import('../../study/rate-twins.ts');
      const { questions, judgements, consensus, accuracy, seed, replications } = options;
      const wanted = {
        run,
        questions,
        judgements,
        consensus,
        accuracy,
        seed,
        replications,
        share: options.share,
      };
      const home = homeFolder();
      const opened = openRun(home, run);
      const { draw, relatedness, dataset } = await twinAnswers(home, opened, wanted, session.signal);
      const twins = draw(seed);
      const folder = mkdtempSync(join(tmpdir(), 'pinwise-selfcheck-'));
      const records = openRecords(join(folder, 'studies.sqlite'));
      const bar = session.progress('rating');
      let done = 0;
      const common = {
        arm: { preset: opened.summary.preset, checkpoint: opened.checkpoint },
        ...{ dataset: dataset.manifest.name, judgements, consensus, seed, relatedness, accuracy },
      };
      const rate = (name: 'degraded' | 'identical', runs: [string, string]): Promise<StudyReport> =>
        rateTwins(records, { ...common, name, runs, answers: twins[name] }, () => {
          session.signal.throwIfAborted();
          bar.update(++done, 2 * twins.identical[0].length * judgements);
        });
      try {
        const degraded = await rate('degraded', [run, `${run} ${DEGRADED}`]);
        const identical = await rate('identical', namesOf(run));
        const { found, false_alarms, verdict } = await rehearse(home, wanted, session.signal);
        const asked = { ...wanted, questions: degraded.pairs[0].questions };
        session.print({ ...asked, degraded, identical, found, false_alarms, verdict }, forPeople);
      } finally {
        bar.end();
        records.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

const forPeople = (of: { degraded: StudyReport; identical: StudyReport; verdict: string }): string =>
  [`Degraded twin: ${of.degraded.sentence}`, `Identical twins: ${of.identical.sentence}`, of.verdict].join(
    '\n\n',
  );
