/** "Can this be trusted?": every check of a study, whether it passed, failed or could not be run, and what that means. */
import type { JudgedStudy } from './judged-study.ts';
import { votesByQuestion } from './consensus.ts';
import type { Judgement } from './judgement.ts';
import { countOutcomes } from './outcomes.ts';
import type { SideCounts } from './side-preference.ts';
import { signTest } from './sign-test.ts';
import type { PairReport, StudyRater } from './study-report.ts';
import type { Uncertain } from './uncertain.ts';
import { count, percent } from './words.ts';

export interface Check {
  name: string;
  outcome: 'passed' | 'failed' | 'not-run';
  /** One sentence for people. */
  meaning: string;
}

interface Checked {
  judged: JudgedStudy;
  pairs: readonly PairReport[];
  raters: readonly StudyRater[];
  left: SideCounts & { p: number | null };
  alpha: Uncertain;
}

/** A check fails on chance alone in one study of a hundred. */
const CHECK_LEVEL = 0.01;

export function studyChecks(checked: Checked): Check[] {
  return [
    asFrozen(checked),
    ...firstLook(checked),
    sums(checked),
    complete(checked),
    ...consent(checked.judged),
    sides(checked.judged.judgements),
    sideHabit(checked),
    agreement(checked),
    attention(checked),
    exclusions(checked),
    withoutEachRater(checked),
    gold(checked.judged),
    repeats(checked.judged),
  ];
}

const check = (name: string, passed: boolean, meaning: string): Check => ({
  name,
  outcome: passed ? 'passed' : 'failed',
  meaning,
});
const notRun = (name: string, meaning: string): Check => ({ name, outcome: 'not-run', meaning });

function asFrozen({ judged: { intact, hash } }: Checked): Check {
  return check(
    'Nothing was changed',
    intact,
    intact
      ? `Design, runs and questions are those that were frozen when the study was opened (hash ${hash.slice(0, 12)}).`
      : 'What is stored does not give the hash that was made when the study was opened: design, runs or questions were changed since.',
  );
}

/** Nothing where there was no verdict before this one. */
function firstLook({ judged: { continues } }: Checked): Check[] {
  if (!continues) return [];
  const { study, closedAt, judgements } = continues;
  return [
    check(
      'No verdict before this one',
      false,
      `${study} was closed at ${closedAt} with ${count(judgements, 'judgement')}; this study adds answers that came late. ` +
        'Each verdict is right for its answers, but whoever picks one of two finds a difference by chance more often ' +
        'than the sign test says; the interval that may be watched allows for it.',
    ),
  ];
}

type Summed = 'questions' | 'win' | 'lose' | 'draw' | 'inconclusive' | 'unanswered';
const total = (pairs: readonly PairReport[], of: Summed): number =>
  pairs.reduce((sum, pair) => sum + pair[of], 0);

function sums({ pairs }: Checked): Check {
  const [questions, win, lose, draw, inconclusive] = (
    ['questions', 'win', 'lose', 'draw', 'inconclusive'] as const
  ).map((of) => total(pairs, of));
  return check(
    'Every question is accounted for',
    win + lose + draw + inconclusive === questions,
    `${win} won + ${lose} lost + ${draw} draws + ${inconclusive} inconclusive, of ${count(questions, 'question')}.`,
  );
}

function complete({ pairs, judged: { design, state } }: Checked): Check {
  const unanswered = total(pairs, 'unanswered');
  const wanted = design.judgements;
  if (unanswered > 0 && state === 'open') {
    const open = `${count(unanswered, 'question')} still lack some of the ${count(wanted, 'judgement')} that the design asks for`;
    return notRun('Complete', `The study is open: ${open}.`);
  }
  return check(
    'Complete',
    unanswered === 0,
    unanswered === 0
      ? `Every question that was shown has the ${count(wanted, 'judgement')} that the design asks for, or more.`
      : `${count(unanswered, 'question')} lack some of the ${count(wanted, 'judgement')} that the design asks ` +
          'for. Stopping when a result looks good makes chance findings likelier than the interval says.',
  );
}

/** Nothing where the design asks for no consent. */
function consent({ unconsented, judgements }: JudgedStudy): Check[] {
  if (!unconsented) return [];
  const name = 'Raters agreed first';
  const raters = new Set(judgements.map(({ rater }) => rater)).size;
  if (raters + unconsented.length === 0) return [notRun(name, 'Nobody has answered yet.')];
  return [
    check(
      name,
      unconsented.length === 0,
      unconsented.length === 0
        ? `Before the first answer, ${raters === 1 ? 'the one rater' : `each of ${raters} raters`} agreed to what the design says.`
        : `It is not kept that ${unconsented.join(', ')} agreed to what the design says before answering: ` +
            'they answered by command, or where an older Pinwise did not send it.',
    ),
  ];
}

function sides(judgements: readonly Judgement[]): Check {
  const name = 'Sides were balanced';
  const left = judgements.filter(({ sideOfA }) => sideOfA === 'left').length;
  const right = judgements.filter(({ sideOfA }) => sideOfA === 'right').length;
  const p = signTest(left, right);
  if (p === null) return notRun(name, 'No judgement says on which side the runs stood.');
  return check(
    name,
    p >= CHECK_LEVEL,
    `Run a stood on the left in ${percent(left / (left + right))} of the judgements.`,
  );
}

function sideHabit({ left: { left, right, p } }: Checked): Check {
  const name = 'No habit of one side';
  if (p === null) return notRun(name, 'No judgement chose a side.');
  const chosen = `The left was chosen in ${percent(left / (left + right))} of ${count(left + right, 'decided judgement')}`;
  return check(
    name,
    p >= CHECK_LEVEL,
    p >= CHECK_LEVEL
      ? `${chosen}, which chance explains.`
      : `${chosen}: more one-sided than chance explains. Sides are dealt at random, so this blurs the verdict but ` +
          'favours neither run.',
  );
}

function agreement({ alpha }: Checked): Check {
  const name = 'Raters agree beyond chance';
  if (alpha.value === null || alpha.low === null) return notRun(name, `Not defined: ${alpha.reason}.`);
  const figure = `Krippendorff's alpha is ${alpha.value.toFixed(2)} (95% interval ${alpha.low.toFixed(2)} to ${alpha.high!.toFixed(2)})`;
  return check(
    name,
    alpha.low > 0,
    alpha.low > 0
      ? `${figure}; 0 is chance, 1 is full agreement.`
      : `${figure}: no more than chance would give. The questions may be too close to call, or raters did not look.`,
  );
}

function attention({ raters }: Checked): Check {
  const name = 'Raters looked';
  if (raters.length === 0) return notRun(name, 'Nobody has answered yet.');
  const counting = raters.filter(({ excluded }) => excluded === null);
  const flagged = counting.filter(({ flags }) => flags.length > 0);
  return check(
    name,
    flagged.length === 0,
    flagged.length === 0
      ? 'No rater whose judgements count is flagged as clicking one side, one answer, blindly or too fast.'
      : `${flagged.map(({ rater, flags }) => `${rater} (${flags.join(', ')})`).join('; ')}: reported, not excluded.`,
  );
}

function exclusions({ raters, judged: { design } }: Checked): Check {
  const name = 'Exclusions followed the rule';
  const { goldBelow, selfAgreementBelow, flags } = design.exclude;
  if (goldBelow === null && selfAgreementBelow === null && flags.length === 0)
    return notRun(name, 'The design has no rule that leaves raters out, so nobody is left out.');
  const out = raters.filter(({ excluded }) => excluded !== null);
  return check(
    name,
    out.length < raters.length || raters.length === 0,
    out.length === 0
      ? 'The rule that was fixed before the first answer leaves nobody out.'
      : `Left out by the rule that was fixed before the first answer: ${out.map(({ rater, excluded }) => `${rater} (${excluded!})`).join('; ')}.`,
  );
}

/** Does every finding point the same way without any one of the raters? */
function withoutEachRater({ judged, pairs, raters }: Checked): Check {
  const name = 'No single rater decides';
  const { questions, judgements, design, arms } = judged;
  const wanted = design.judgements;
  if (wanted < 2 || raters.length < 2) {
    return notRun(name, 'Needs a design with at least two judgements per question, and two raters.');
  }
  const runOf = new Map(arms.map(({ arm, run }) => [arm, run]));
  const deciding = raters.filter(({ rater }) => {
    const others = votesByQuestion(judgements.filter((judgement) => judgement.rater !== rater));
    return pairs.some(({ a, b, win, lose }) => {
      const own = questions.filter(({ pair: [x, y] }) => runOf.get(x) === a && runOf.get(y) === b);
      const without = countOutcomes(own, others, wanted - 1, design.consensus);
      return win !== lose && Math.sign(without.win - without.lose) !== Math.sign(win - lose);
    });
  });
  return check(
    name,
    deciding.length === 0,
    deciding.length === 0
      ? 'The result points the same way without any one of the raters.'
      : `Without ${deciding.map(({ rater }) => rater).join(', or without ')} the result would not point the same way.`,
  );
}

function gold({ gold: answers }: JudgedStudy): Check {
  const name = 'Gold questions';
  if (answers.length === 0) return notRun(name, 'Nobody was asked a question with a known answer.');
  const right = answers.filter((answer) => answer.right).length;
  const found = `${count(right, 'answer')} of ${count(answers.length, 'answer')} to questions with a known answer were right`;
  if (signTest(answers.length, 0)! >= CHECK_LEVEL) {
    return notRun(name, `${found}; so few cannot be told from guesses.`);
  }
  return check(
    name,
    signTest(right, answers.length - right)! < CHECK_LEVEL && 2 * right > answers.length,
    `${found}.`,
  );
}

function repeats({ repeats: answers }: JudgedStudy): Check {
  const name = 'Repeated questions';
  if (answers.length === 0) return notRun(name, 'Nobody was shown a question twice.');
  const same = answers.filter(({ first, again }) => first === again).length;
  return check(
    name,
    2 * same > answers.length,
    `${count(same, 'answer')} of ${count(answers.length, 'answer')} to questions shown again, with their sides swapped, were the same.`,
  );
}
