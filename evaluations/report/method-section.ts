/** How the study was made, for a reader who was not there; all of it was fixed before the first answer. */
import type { StudyDesign } from '../design/study-design.ts';
import { type Show, counted, figure, percent } from './figure.ts';
import { type Markup, type Part, markup } from './markup.ts';
import { type ReportedStudy, countedRaters } from './reported-study.ts';

export function methodSection(study: ReportedStudy): Markup {
  const { design } = study;
  const terms: [string, Part][] = [
    ['Runs', markup`${design.runs.join(', ')}, on the data set ${study.dataset}`],
    ['Queries', queries(design)],
    ['One question', trial(design)],
    ['Sides', sides(design)],
    ['Judgements', judgements(study)],
    ['Outcome', outcome(design)],
    ['Quality', quality(design)],
    ['Left out', exclusions(design)],
    ['Stopping', stopping(design)],
    ['Statistics', statistics(design)],
  ];
  return markup`<section class="method">
    <h2>Method</h2>
    <p class="quiet">All of this was fixed, and hashed, before the first answer.</p>
    <dl>${terms.map(([name, says]) => markup`<div><dt>${name}</dt><dd>${says}</dd></div>`)}</dl>
    ${design.instructions !== '' && markup`<h3>What raters read</h3><blockquote>${paragraphs(design.instructions)}</blockquote>`}
    ${design.consent !== '' && markup`<h3>What raters agreed to</h3><blockquote>${paragraphs(design.consent)}</blockquote>`}
  </section>`;
}

const paragraphs = (text: string): Markup[] =>
  text.split(/\n\s*\n/).map((part) => markup`<p><bdi>${part.trim()}</bdi></p>`);

const drawn: Record<StudyDesign['sampling'], string> = {
  uniform: 'drawn uniformly at random, without replacement, from the items that every run answers',
  degree:
    'drawn stratum by stratum, by the number of contexts that an item is in, each weighted by the inverse of its chance to be drawn',
  category:
    'drawn stratum by stratum, by the category of the item, each weighted by the inverse of its chance to be drawn',
  disagreement:
    'drawn more often where the runs answer differently, each weighted by the inverse of its chance to be drawn',
};

function queries({ questions, runs, sampling, seed }: StudyDesign): Markup {
  const dealt = runs.length > 2 && ', dealt evenly over the pairs of runs';
  return markup`${counted(questions, 'question')}${dealt}; their queries were ${drawn[sampling]}. ${sampling !== 'uniform' && 'The share of wins makes use of these weights; the counts of questions and the sign test do not. '}Seed ${figure(seed)}.`;
}

function trial({ trial: kind, k, equal }: StudyDesign): Markup {
  const neither = equal === 'split' ? '“both good” or “both poor”, either of them a draw' : '“equal”';
  if (kind === 'grade') {
    return markup`The query’s picture and one item at a time, graded from 0 to 3 for how related it is. The two grades that a rater gave in one comparison make their preference.`;
  }
  const shown =
    kind === 'lists'
      ? markup`the first ${figure(k)} items of each of two runs`
      : 'the first item of each of two runs';
  return markup`The query’s picture and ${shown}: which is more related to the query? Left, right, or ${neither}. Raters saw no name of a run and nothing that tells them apart. Where both runs answer the same, nobody was asked: a draw by construction.`;
}

const sides = ({ trial: kind }: StudyDesign): Part =>
  kind === 'grade'
    ? 'Items were shown one at a time, in an order of their own for each rater.'
    : 'Left and right were dealt at random from the seed, in equal parts for each rater and turned round for every second rater. The order of the questions was each rater’s own.';

function judgements({ design, report }: ReportedStudy): Markup {
  return markup`${counted(design.judgements, 'judgement')} wanted for each question; ${figure(report.judgements)} of ${figure(report.wanted)} were given, by ${counted(countedRaters(report), 'rater')}. Each was on the disk before the next question was shown.`;
}

function outcome({ consensus }: StudyDesign): Markup {
  return markup`A question is won by the run that at least ${figure(consensus, share)} of its judgements prefer, a draw if as many call it equal, and inconclusive otherwise, or while it has fewer judgements than wanted.`;
}

function quality({ gold, repeats, practice }: StudyDesign): Part {
  const parts = [
    practice > 0 &&
      markup`${counted(practice, 'practice question')} with feedback came first and never count. `,
    gold > 0 && markup`${counted(gold, 'question')} with a known answer were mixed in. `,
    repeats > 0 && markup`${counted(repeats, 'question')} came a second time with sides swapped. `,
  ].filter((part) => part !== false);
  return parts.length > 0
    ? [...parts, 'None of these counts in the result.']
    : 'No question with a known answer, none asked twice, no practice.';
}

function exclusions({ exclude: { goldBelow, selfAgreementBelow, flags } }: StudyDesign): Part {
  const rules = [
    goldBelow !== null &&
      markup`who answered under ${figure(goldBelow, percent)} of the questions with a known answer right`,
    selfAgreementBelow !== null &&
      markup`who repeated under ${figure(selfAgreementBelow, percent)} of their own answers`,
    flags.length > 0 && `who are flagged as ${flags.map((flag) => flag.replaceAll('-', ' ')).join(', ')}`,
  ].filter((rule) => rule !== false);
  if (rules.length === 0) return 'Nobody, whatever they answered.';
  return ['Raters ', rules.map((rule, i) => [i > 0 && ', or ', rule]), '.'];
}

const stopping = ({ stop }: StudyDesign): string =>
  stop === 'all'
    ? 'When every judgement that is wanted is there.'
    : 'When every judgement that is wanted is there, or sooner, when the interval that may be looked at after every judgement leaves out one half.';

function statistics({ runs }: StudyDesign): Part {
  return [
    'Share of wins among the questions won by either run, with a 95% interval that allows for raters who differ in taste and for queries asked about several times; exact two-sided sign test',
    runs.length > 2 &&
      '; Holm’s adjustment over the pairs; Davidson’s model of paired comparisons with ties for the ranking',
    '; Krippendorff’s alpha and Fleiss’ kappa with intervals from a bootstrap over questions; an anytime-valid interval (beta-binomial mixture) for looks before the end.',
  ];
}

/** "two thirds", where that is what the rule says. */
const share: Show = (value) => (Math.abs(value - 2 / 3) < 1e-6 ? 'two thirds' : percent(value));
