import type { StudyRater } from '../analysis/study-report.ts';
import { figure, percent, seconds, uncertain } from './figure.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

export function ratersSection({ report: { raters, pairs } }: ReportedStudy): Markup | null {
  if (raters.length === 0) return null;
  const [first, second] = pairs.length === 1 ? [pairs[0].a, pairs[0].b] : ['first', 'second'];
  const known = raters.some(
    ({ gold_right: gold, self_agreement: same }) => gold.value !== null || same.value !== null,
  );
  return markup`<section>
    <h2>Rater by rater</h2>
    <table>
      <caption>Single judgements. Agreement: how often the others chose the same for the same question. Flags mark raters who may not have looked.</caption>
      <thead><tr>
        <th scope="col">Rater</th><th scope="col" class="n">Judgements</th><th scope="col" class="n">For ${first}</th>
        <th scope="col" class="n">For ${second}</th><th scope="col" class="n">Equal</th>
        <th scope="col" class="n">Chose left</th><th scope="col" class="n">Median time</th>
        <th scope="col" class="n">Agreement</th><th scope="col">Flags</th>
      </tr></thead>
      <tbody>${raters.map(row)}</tbody>
    </table>
    ${known && quality(raters)}
  </section>`;
}

const row = (one: StudyRater): Markup => markup`<tr>
  <th scope="row"><bdi>${one.rater}</bdi></th>
  <td class="n">${figure(one.judgements)}</td><td class="n">${figure(one.win)}</td><td class="n">${figure(one.lose)}</td>
  <td class="n">${figure(one.draw)}</td><td class="n">${figure(one.left_share, percent)}</td>
  <td class="n">${figure(one.median_ms, seconds)}</td><td class="n">${figure(one.agreement, percent)}</td>
  <td>${one.flags.map((flag) => flag.replaceAll('-', ' ')).join(', ') || 'none'}${one.excluded !== null && markup`<span class="failed under"><span class="outcome">left out: ${one.excluded}</span></span>`}</td>
</tr>`;

const quality = (raters: readonly StudyRater[]): Markup => markup`<table>
  <caption>Questions with a known answer, and questions that came a second time with their sides swapped.</caption>
  <thead><tr>
    <th scope="col">Rater</th><th scope="col">Known answers right</th><th scope="col">Same answer again</th>
    <th scope="col">Same side again</th>
  </tr></thead>
  <tbody>${raters.map(
    ({ rater, gold_right, self_agreement, side_switch }) => markup`<tr>
    <th scope="row"><bdi>${rater}</bdi></th>
    ${[gold_right, self_agreement, side_switch].map((share) => markup`<td>${share.value === null ? figure(null) : uncertain(share, percent)}</td>`)}
  </tr>`,
  )}</tbody>
</table>`;
