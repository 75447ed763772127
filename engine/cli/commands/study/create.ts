import { Option } from 'commander';
import { TRIAL_KINDS, type TrialKind } from '../../../../evaluations/design/question.ts';
import { RATER_FLAGS } from '../../../../evaluations/design/rater-flag.ts';
import type { CliCommand } from '../../command.ts';
import { integer, list, share } from '../../options.ts';
import { count } from '../../render/format.ts';

interface Options {
  runs?: string[];
  as?: string;
  title?: string;
  questions?: number;
  judgements?: number;
  trial?: TrialKind;
  k?: number;
  seed?: number;
  design?: string;
  sampling?: 'uniform' | 'degree' | 'category' | 'disagreement';
  gold?: number;
  repeats?: number;
  practice?: number;
  equal?: 'one' | 'split';
  consensus?: number;
}

export function create(study: CliCommand): void {
  study
    .command('create')
    .description('Makes a blind study of two or more runs: its questions are fixed and hashed from here on.')
    .option('--runs <a,b,...>', 'the runs, two to six', list)
    .option('--as <name>', 'what to call the study (raters see it); default: study-1, study-2, ...')
    .option('--title <title>', 'what raters read above the questions')
    .option('--questions <n>', 'how many, dealt over the pairs of runs (default: 50)', integer(1, 5000))
    .option('--judgements <n>', 'wanted for each question (default: 1)', integer(1, 50))
    .addOption(
      new Option(
        '--trial <kind>',
        'pair: the first answer of each run; lists: the first k; grade: the first of each alone (default: pair)',
      ).choices(TRIAL_KINDS),
    )
    .option('-k <n>', 'length of the lists (default: 10)', integer(1, 20))
    .option('--seed <n>', 'of queries, sides and order (default: 0)', integer(0))
    .addOption(
      new Option(
        '--sampling <kind>',
        'of queries, always weighted so that shares hold for all queries: uniform; the same number of each degree or category; or more of those to which the runs answer differently (default: uniform)',
      ).choices(['uniform', 'degree', 'category', 'disagreement']),
    )
    .option('--gold <n>', 'questions with a known answer, mixed in (default: 0)', integer(0, 500))
    .option('--repeats <n>', 'questions shown twice, sides swapped (default: 0)', integer(0, 500))
    .option('--practice <n>', 'questions with feedback before the first one (default: 0)', integer(0, 50))
    .addOption(
      new Option(
        '--equal <kind>',
        'one: a single "equal"; split: both good or both poor (default: one)',
      ).choices(['one', 'split']),
    )
    .option('--consensus <share>', 'of the judgements of a question that must agree (default: 2/3)', share)
    .option('--design <file>', 'all of this as JSON: {"name", "runs", ...}; options given beside it win')
    .addHelpText(
      'after',
      [
        '',
        'A design file has the names of these options, "name" for --as, and, for which there is no option: "consent" and',
        '"instructions" (texts), "breakEvery" (answers), "gapMinutes", "stop" ("all" or "anytime"), and "exclude", which',
        'raters are left out, such as {"goldBelow": 0.6, "selfAgreementBelow": 0.5, "flags": ["left-clicker"]}; flags are',
        `${RATER_FLAGS.join(', ')}.`,
      ].join('\n'),
    )
    .example(
      'pinwise study create --runs pinsage-demo-1,visual-demo-1 --as first-look --questions 20',
      'pinwise study next first-look --rater ada',
    )
    .run(async (session, { design: file, as, ...options }: Options) => {
      const { createStudy } = await import('../../../../evaluations/records/create-study.ts');
      const { listStudies } = await import('../../../../evaluations/records/studies.ts');
      const { drawQuestions } = await import('../../../questions/draw-questions.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { readDesign, studyDesign } = await import('../../study/study-design.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const { runs, title, questions, judgements, trial, k, seed } = options;
      const { sampling, gold, repeats, practice, equal, consensus } = options;
      const stated = Object.entries({
        ...{ name: as, runs, title, questions, judgements, trial, k, seed },
        ...{ sampling, gold, repeats, practice, equal, consensus },
      });
      await withRecords(async (records) => {
        const design = studyDesign(
          {
            ...(file === undefined ? {} : readDesign(file)),
            ...Object.fromEntries(stated.filter(([, value]) => value !== undefined)),
          },
          () => freeName(listStudies(records).map(({ name }) => name)),
        );
        const drawn = await drawQuestions(homeFolder(), design, session.signal);
        const asked = drawn.comparisons.length;
        if (asked < design.questions) {
          session.note(`the runs answer ${count(asked)} of the queries, so the study has as many questions`);
        }
        for (const kind of ['gold', 'practice'] as const) {
          const [found, wanted] = [drawn[kind].length, design[kind]];
          if (found < wanted) session.note(fewer(kind, found, wanted));
        }
        const made = createStudy(records, { design, ...drawn, now: session.now() });
        const result = {
          study: made.name,
          hash: made.hash,
          questions: made.questions,
          draws_by_construction: made.drawsByConstruction,
          arms: made.arms.map(({ arm, run, checkpoint }) => ({ arm, run, checkpoint })),
        };
        session.print(result, (found) =>
          [
            `${found.study}: ${count(found.questions)} questions, ${count(found.draws_by_construction)} of them draws because the runs answer the same`,
            `hash ${found.hash}`,
            `Next: rate it in the window, or by a script: pinwise study next ${found.study} --rater NAME`,
          ].join('\n'),
        );
      });
    });
}

const fewer = (kind: string, found: number, wanted: number): string =>
  `the labelled pairs make ${count(found)} of the ${count(wanted)} ${kind} questions that are wanted, so the study has as many`;

function freeName(taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  for (let n = 1; ; n++) if (!names.has(`study-${n}`)) return `study-${n}`;
}
