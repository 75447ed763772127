/** What was found in each stratum that queries were drawn from; every pair by itself. */
import type { PairReport } from '../analysis/study-report.ts';
import { figure, percent, uncertain } from './figure.ts';
import { intervalMark } from './interval-mark.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

export function strataSection({ report: { pairs } }: ReportedStudy): Markup | null {
  const drawn = pairs.filter(({ strata }) => strata.length > 0);
  if (drawn.length === 0) return null;
  const several = pairs.length > 1;
  return markup`<section>
    <h2>By kind of query</h2>
    <table>
      <caption>Questions as asked, and the share of wins of ${several ? 'the first named' : pairs[0].a} among them.</caption>
      <thead><tr>
        ${several && markup`<th scope="col">Comparison</th>`}<th scope="col">Queries</th>
        <th scope="col" class="n">Questions</th><th scope="col" class="n">Win</th><th scope="col" class="n">Lose</th>
        <th scope="col" class="n">Draw</th><th scope="col" class="n">Inconclusive</th>
        <th scope="col">Share of wins</th>
      </tr></thead>
      <tbody>${drawn.map((pair) => pair.strata.map((stratum) => row(stratum, several ? pair : null)))}</tbody>
    </table>
  </section>`;
}

const row = (one: PairReport['strata'][number], pair: PairReport | null): Markup => markup`<tr>
  ${pair && markup`<td>${pair.a} against ${pair.b}</td>`}<th scope="row"><bdi>${one.stratum}</bdi></th>
  <td class="n">${figure(one.questions)}</td><td class="n">${figure(one.win)}</td><td class="n">${figure(one.lose)}</td>
  <td class="n">${figure(one.draw)}<span class="quiet under">${figure(one.drawsByConstruction)} alike</span></td>
  <td class="n">${figure(one.inconclusive)}<span class="quiet under">${figure(one.unanswered)} open</span></td>
  <td>${intervalMark(one.share_of_wins, pair ? '' : 'a')}<span class="below">${uncertain(one.share_of_wins, percent)}</span></td>
</tr>`;
