/** Whether the offline metric would have decided as people did, for each kind of query. */
import type { OfflineAgreement } from '../analysis/offline-agreement.ts';
import { figure, percent, plain, uncertain } from './figure.ts';
import { intervalMark } from './interval-mark.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

export function offlineSection({ offline }: ReportedStudy): Markup | null {
  if (!offline) return null;
  return markup`<section>
    <h2>Did the offline metric agree?</h2>
    <table>
      <caption>The metric is the reciprocal rank of the best labelled item. Same run: of the questions where raters and metric both prefer one run, how often it is the same; one half is a coin. Gamma: −1 where the metric ranks the questions against the raters, 1 where it ranks them alike.</caption>
      <thead><tr>
        <th scope="col">Queries</th><th scope="col" class="n">Questions</th><th scope="col" class="n">Both decided</th>
        <th scope="col">Same run</th><th scope="col">Gamma</th>
      </tr></thead>
      <tbody>${offline.map(row)}</tbody>
    </table>
  </section>`;
}

const row = ({ slice, questions, decided, same, gamma }: OfflineAgreement): Markup => markup`<tr>
  <th scope="row"><bdi>${slice}</bdi></th>
  <td class="n">${figure(questions)}</td><td class="n">${figure(decided)}</td>
  <td>${intervalMark(same, '')}<span class="below">${uncertain(same, percent)}</span></td>
  <td>${uncertain(gamma, plain)}</td>
</tr>`;
