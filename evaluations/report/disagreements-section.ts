/** The questions about which raters disagreed most, as they saw them; the models named, as raters never saw them. */
import type { Disagreement } from '../analysis/study-report.ts';
import type { StudyItem } from '../design/question.ts';
import { figure } from './figure.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

/** Data of a picture and nothing else: never an address that a browser would fetch. */
const PICTURE = /^data:image\/(png|jpeg|webp|svg\+xml);base64,[a-z0-9+/]+=*$/i;

export function disagreementsSection(study: ReportedStudy): Markup | null {
  const { disagreements } = study.report;
  if (disagreements.length === 0) return null;
  const lists = disagreements.some(({ a, b }) => a.length > 1 || b.length > 1);
  return markup`<section class="pictures">
    <h2>Where raters disagreed most</h2>
    <ol class="${lists ? 'split lists' : 'split'}">${disagreements.map((one) => card(one, study))}</ol>
    ${study.credit !== null && markup`<p class="quiet small">${study.credit}</p>`}
  </section>`;
}

function card(one: Disagreement, study: ReportedStudy): Markup {
  const [a, b] = runsOf(one, study);
  const { votes } = one;
  // In a list of five there is room for the pictures only.
  const named = one.a.length === 1 && one.b.length === 1;
  return markup`<li>
    <div class="trial">
      <div class="query">${tile(one.query, study, true)}</div>
      <div class="answers a">${one.a.map((item) => tile(item, study, named))}</div>
      <div class="answers b">${one.b.map((item) => tile(item, study, named))}</div>
    </div>
    <p class="small quiet">${one.question}: ${figure(votes.a)} <span class="a">${a}</span>, ${figure(votes.b)} <span class="b">${b}</span>, ${figure(votes.equal)} equal</p>
  </li>`;
}

const runsOf = ({ pair }: Disagreement, { arms }: ReportedStudy): string[] =>
  pair.map((letter) => arms.find(({ arm }) => arm === letter)?.run ?? letter);

function tile(item: StudyItem, { picture }: ReportedStudy, named: boolean): Markup {
  const source = picture(item);
  const isPicture = source !== null && PICTURE.test(source);
  return markup`<figure class="tile">
    ${isPicture ? markup`<img src="${source}" alt="${item.title}" title="${item.title}" />` : markup`<span class="no-picture"><bdi>${item.title}</bdi></span>`}
    ${named && isPicture && markup`<figcaption aria-hidden="true"><bdi>${item.title}</bdi></figcaption>`}
  </figure>`;
}
