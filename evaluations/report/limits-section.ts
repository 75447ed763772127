/** What the study cannot say, as far as its own numbers tell. */
import { counted, percent } from './figure.ts';
import { type Markup, type Part, markup } from './markup.ts';
import { type ReportedStudy, countedRaters } from './reported-study.ts';

const FEW_RATERS = 5;
const MUCH = 0.25;

export function limitsSection(study: ReportedStudy): Markup {
  return markup`<section>
    <h2>Limits</h2>
    <ul class="limits">${limitsOf(study).map((limit) => markup`<li>${limit}</li>`)}</ul>
  </section>`;
}

function limitsOf({ report, design, dataset }: ReportedStudy): Part[] {
  const { pairs, raters, checks, state } = report;
  const sum = (key: 'questions' | 'inconclusive' | 'unanswered' | 'drawsByConstruction'): number =>
    pairs.reduce((total, pair) => total + pair[key], 0);
  const open = sum('unanswered');
  const unclear = sum('inconclusive') - open;
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  const notRun = checks.filter(({ outcome }) => outcome === 'not-run').map(({ name }) => name);
  const people = countedRaters(report);
  const excluded = raters.length - people;
  const limits: (Part | false)[] = [
    state === 'open' &&
      markup`The study is still open: more judgements can change everything here.${open > 0 && markup` ${counted(open, 'question')} still lack some.`}`,
    failed.length > 0 && `Checks failed: ${failed.join('; ')}. Read them before the verdict.`,
    notRun.length > 0 && `Not checked: ${notRun.join('; ')}.`,
    excluded > 0 &&
      markup`${counted(excluded, 'rater')} ${excluded === 1 ? 'is' : 'are'} left out by the rule that was fixed before the start.`,
    people < FEW_RATERS &&
      markup`${people === 0 ? 'Nobody has answered yet' : markup`Only ${counted(people, 'rater')} answered`}: what they like need not be what others like.`,
    sum('questions') > 0 &&
      unclear / sum('questions') >= MUCH &&
      markup`${percent(unclear / sum('questions'))} of the questions stayed inconclusive: the share of wins speaks of the others only.`,
    sum('drawsByConstruction') > 0 &&
      markup`${counted(sum('drawsByConstruction'), 'question')} had the same answer from both runs; the share of wins leaves them out.`,
    `The result holds for the data set ${dataset}, for queries drawn from it as described, and for people like these raters. It is not a measure of what users do.`,
    design.trial === 'lists'
      ? markup`Whole lists were compared: a rater may have judged by one item of them.`
      : 'Only the first answer of each run was judged, not what comes after it.',
    'Each run is one training with one seed; another seed of the same configuration may fare otherwise.',
  ];
  return limits.filter((limit) => limit !== false);
}
