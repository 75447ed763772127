import type { Records } from '../../../../evaluations/records/open-records.ts';
import type { CliCommand } from '../../command.ts';
import { pinOption } from '../../study/pin-option.ts';
import { windowOnly } from '../../study/window-only.ts';
import type { AnswerLine } from '../../study/answer-lines.ts';
import type { Session } from '../../session.ts';

export function rate(study: CliCommand): void {
  study
    .command('rate <study>')
    .description('Records judgements as they come, one JSON line each: {"question", "choice", "ms"}.')
    .requiredOption('--rater <name>', 'who rates')
    .option('--answers <file>', 'JSON Lines; default: standard input')
    .addOption(pinOption())
    .addHelpText(
      'after',
      [
        '',
        'Each line is acknowledged by one JSON line on stdout, after its judgement is on the disk:',
        '{"question", "recorded": true, "judgement"}. A question that this rater answered before is not recorded again:',
        '{"question", "recorded": false}. So after a kill the same lines can be sent once more.',
        '',
        windowOnly,
      ].join('\n'),
    )
    .example('pinwise study rate first-look --rater script --answers answers.jsonl')
    .run(
      async (
        session,
        { rater, answers, pin }: { rater: string; answers?: string; pin?: string },
        name: string,
      ) => {
        const { admitRater } = await import('../../../../evaluations/records/raters.ts');
        const { leftOut } = await import('../../study/left-out.ts');
        const { answerLines } = await import('../../study/answer-lines.ts');
        const { withRecords } = await import('../../study/study-store.ts');
        await withRecords(async (records) => {
          admitRater(records, { study: name, rater, pin, now: session.now() });
          const missed = leftOut(records, name, rater, session.now());
          if (missed) session.note(missed);
          for await (const line of answerLines(answers, session)) {
            session.signal.throwIfAborted();
            await record(records, name, rater, line, session);
          }
        });
      },
    );
}

async function record(
  records: Records,
  study: string,
  rater: string,
  { question, choice, ms, where }: AnswerLine,
  session: Session,
): Promise<void> {
  const { recordJudgement } = await import('../../../../evaluations/records/judgements.ts');
  const { RecordsError } = await import('../../../../evaluations/records/records-error.ts');
  try {
    const judgement = recordJudgement(records, { study, rater, question, choice, ms, now: session.now() });
    await session.line({ question, recorded: true, judgement });
  } catch (error) {
    if (!(error instanceof RecordsError)) throw error;
    if (error.code === 'no-question' || error.code === 'bad-choice') {
      throw new RecordsError(error.code, `${where}: ${error.message}`, { cause: error });
    }
    if (error.code !== 'already-answered') throw error;
    await session.line({ question, recorded: false });
    session.note(`pinwise: ${error.message}`);
  }
}
