import type { RaterSummary } from '../analysis/raters.ts';
import { figure, percent, seconds } from './figure.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

const share = (value: number | null): Markup => figure(value, percent);

export function ratersSection({ report: { raters, pairs } }: ReportedStudy): Markup | null {
  if (raters.length === 0) return null;
  const [first, second] = pairs.length === 1 ? [pairs[0].a, pairs[0].b] : ['first', 'second'];
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
  </section>`;
}

const row = (one: RaterSummary): Markup => markup`<tr>
  <th scope="row"><bdi>${one.rater}</bdi></th>
  <td class="n">${figure(one.judgements)}</td><td class="n">${figure(one.win)}</td><td class="n">${figure(one.lose)}</td>
  <td class="n">${figure(one.draw)}</td><td class="n">${share(one.left_share)}</td>
  <td class="n">${figure(one.median_ms, seconds)}</td><td class="n">${share(one.agreement)}</td>
  <td>${one.flags.map((flag) => flag.replaceAll('-', ' ')).join(', ') || 'none'}</td>
</tr>`;
