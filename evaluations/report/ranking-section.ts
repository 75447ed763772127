import type { RankedRun } from '../analysis/study-report.ts';
import { figure, plain } from './figure.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

export function rankingSection({
  report: { ranking, ranking_reason: reason },
}: ReportedStudy): Markup | null {
  if (ranking.length === 0 && reason === null) return null;
  const strengths = ranking.some(({ strength }) => strength !== null);
  return markup`<section class="together">
    <h2>Ranking</h2>
    ${
      ranking.length > 0 &&
      markup`<table>
      <caption>Runs that the study does not tell apart share a rank.${strengths && ' Strength: Bradley-Terry with ties (Davidson), a logarithm, with its 95% interval; only differences mean anything.'}</caption>
      <thead><tr>
        <th scope="col" class="rank">Rank</th><th scope="col">Run</th>
        ${strengths && markup`<th scope="col" class="n">Strength</th><th scope="col">95% interval</th>`}
      </tr></thead>
      <tbody>${ranking.map((one) => row(one, strengths))}</tbody>
    </table>`
    }
    ${reason !== null && markup`<p>No strengths could be estimated: ${reason}.</p>`}
  </section>`;
}

const row = ({ run, rank, strength, low, high }: RankedRun, strengths: boolean): Markup => markup`<tr>
  <td class="rank">${figure(rank)}</td><th scope="row">${run}</th>
  ${strengths && markup`<td class="n">${figure(strength, plain)}</td><td>${figure(low, plain)} to ${figure(high, plain)}</td>`}
</tr>`;
