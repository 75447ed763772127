/** Win, lose, draw and inconclusive of every pair: bars, then the same as a table (PinSage, Table 2). */
import type { PairReport } from '../analysis/study-report.ts';
import { counted, figure, percent } from './figure.ts';
import { type Markup, markup } from './markup.ts';
import { OUTCOMES, hatching, outcomeBar, outcomeInWords } from './outcome-bar.ts';
import type { ReportedStudy } from './reported-study.ts';

export function outcomesSection({ report: { pairs } }: ReportedStudy): Markup {
  const single = pairs.length === 1;
  return markup`<section class="outcomes-section">
    <h2>Questions by outcome</h2>
    ${hatching}
    ${pairs.map((pair) => figureOf(pair, single))}
    ${!single && markup`<p class="legend quiet">${keysOf({ a: 'first named', b: 'second named' })}</p>`}
    <table>
      <caption>Every question once. ${pairs.length === 1 ? 'The four outcomes add' : 'In each row the four outcomes add'} up to all questions. Share of wins: of the questions won by either.</caption>
      <thead><tr>
        <th scope="col">Comparison</th><th scope="col" class="n">Questions</th><th scope="col" class="n">Win</th>
        <th scope="col" class="n">Lose</th><th scope="col" class="n">Draw</th>
        <th scope="col" class="n">Inconclusive</th><th scope="col" class="n">Share of wins</th>
      </tr></thead>
      <tbody>${pairs.map(row)}</tbody>
    </table>
    ${single ? details(pairs[0]) : detailTable(pairs)}
  </section>`;
}

function figureOf(pair: PairReport, single: boolean): Markup {
  return markup`<figure>
    <figcaption class="against"><strong class="a">${pair.a}</strong> against <strong class="b">${pair.b}</strong></figcaption>
    ${outcomeBar(pair)}
    ${single && markup`<p class="legend quiet">${keysOf(pair)}</p>`}
  </figure>`;
}

function keysOf(names: Pick<PairReport, 'a' | 'b'>): Markup[] {
  const words = outcomeInWords(names);
  return OUTCOMES.map(
    (key) =>
      markup`<span class="key"><svg class="swatch" aria-hidden="true" focusable="false"><rect class="${key}" width="100%" height="100%" /></svg>${words[key]}</span> `,
  );
}

function row(pair: PairReport): Markup {
  const cell = (n: number): Markup =>
    markup`<td class="n">${figure(n)}${pair.questions > 0 && markup`<span class="quiet under">${percent(n / pair.questions)}</span>`}</td>`;
  return markup`<tr>
    <th scope="row">${pair.a} against ${pair.b}</th>
    <td class="n">${figure(pair.questions)}</td>
    ${cell(pair.win)}${cell(pair.lose)}${cell(pair.draw)}${cell(pair.inconclusive)}
    <td class="n">${figure(pair.share_of_wins.value, percent)}</td>
  </tr>`;
}

/** What the draws and the inconclusive questions are made of. */
function details(pair: PairReport): Markup {
  const { draw, drawsByConstruction, inconclusive, unanswered, bothGood, bothPoor } = pair;
  const which =
    bothGood !== null &&
    markup` (${figure(bothGood)} of these mostly as both good, ${figure(bothPoor)} mostly as both poor)`;
  return markup`<p class="quiet small">Of ${counted(draw, 'draw')}, ${figure(drawsByConstruction)} because both runs answer the same and ${figure(draw - drawsByConstruction)} by the raters${which}. Of ${figure(inconclusive)} inconclusive, ${figure(inconclusive - unanswered)} without enough agreement and ${figure(unanswered)} with fewer judgements than the design asks for.</p>`;
}

function detailTable(pairs: readonly PairReport[]): Markup {
  const told = pairs.some(({ bothGood }) => bothGood !== null);
  const head = (name: string): Markup => markup`<th scope="col" class="n">${name}</th>`;
  const cell = (n: number | null): Markup => markup`<td class="n">${figure(n)}</td>`;
  return markup`<table>
    <caption>What the draws and the inconclusive questions are made of.</caption>
    <thead><tr>
      <th scope="col">Comparison</th>${head('Both answer the same')}${head('Draw by raters')}
      ${told && [head('of these both good'), head('both poor')]}${head('No agreement')}${head('Not judged yet')}
    </tr></thead>
    <tbody>${pairs.map(
      (pair) => markup`<tr>
      <th scope="row">${pair.a} against ${pair.b}</th>${cell(pair.drawsByConstruction)}
      ${cell(pair.draw - pair.drawsByConstruction)}${told && [cell(pair.bothGood), cell(pair.bothPoor)]}
      ${cell(pair.inconclusive - pair.unanswered)}${cell(pair.unanswered)}
    </tr>`,
    )}</tbody>
  </table>`;
}
