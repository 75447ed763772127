import type { StudyItem } from '../../../../evaluations/design/question.ts';
import type { Trial } from '../../../../evaluations/records/rater-turn.ts';
import type { CliCommand } from '../../command.ts';
import { pinOption } from '../../study/pin-option.ts';
import { windowOnly } from '../../study/window-only.ts';

export function next(study: CliCommand): void {
  study
    .command('next <study>')
    .description('Shows the question that a rater is at. Nothing in it tells the arms apart.')
    .requiredOption('--rater <name>', 'who rates')
    .addOption(pinOption())
    .addHelpText('after', `\n${windowOnly}`)
    .example('pinwise study next first-look --rater ada')
    .run(async (session, { rater, pin }: { rater: string; pin?: string }, name: string) => {
      const { admitRater } = await import('../../../../evaluations/records/raters.ts');
      const { raterTurn } = await import('../../../../evaluations/records/rater-turn.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const { leftOut } = await import('../../study/left-out.ts');
      const { trial, progress } = await withRecords((records) => {
        admitRater(records, { study: name, rater, pin, now: session.now() });
        const turn = raterTurn(records, name, rater, session.now(), { trialsOnly: true });
        const missed = turn.progress.done === 0 ? leftOut(records, name, rater, session.now()) : null;
        if (missed) session.note(missed);
        return turn;
      });
      if (trial) session.print(shown(trial), forPeople);
      else session.print({ done: true }, () => ended(name, rater, progress));
    });
}

const ended = (study: string, rater: string, { done, total }: Trial['progress']): string =>
  done < total
    ? `${study} takes no more answers; ${rater} answered ${done} of its ${total} questions.`
    : `${rater} has answered all questions of ${study}.`;

const item = ({ id, title }: StudyItem): { id: string; title: string } => ({ id, title });

const shown = ({ question, query, left, right, progress }: Trial) => ({
  question,
  query: item(query),
  left: left.map(item),
  right: right.map(item),
  progress,
});

function forPeople({ question, query, left, right, progress }: ReturnType<typeof shown>): string {
  const titles = (items: readonly { title: string }[]): string => items.map(({ title }) => title).join(' · ');
  return [
    `${question}  (${progress.done} of ${progress.total} answered)`,
    `${right.length === 0 ? 'How related is it' : left.length > 1 ? 'Which list is more related' : 'Which is more related'} to: ${query.title}?`,
    ...(right.length === 0
      ? [`  to be graded 0 to 3   ${titles(left)}`]
      : [`  left   ${titles(left)}`, `  right  ${titles(right)}`]),
  ].join('\n');
}
