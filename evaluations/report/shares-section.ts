/** How sure the share of wins is: interval, exact test, adjusted and anytime-valid beside it. */
import type { PairReport } from '../analysis/study-report.ts';
import { onceIn } from '../analysis/words.ts';
import { figure, percent, points, probability, uncertain } from './figure.ts';
import { intervalMark } from './interval-mark.ts';
import { type Markup, type Part, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

export function sharesSection({ report: { pairs } }: ReportedStudy): Markup {
  return markup`<section${pairs.length === 1 && markup` class="together"`}>
    <h2>Share of wins</h2>
    ${pairs.length === 1 ? block(pairs[0]) : table(pairs)}
  </section>`;
}

function block(pair: PairReport): Markup {
  const { a, share_of_wins: share } = pair;
  return markup`<dl>
    ${term(`Won by ${a}`, markup`${intervalMark(share, 'a')} ${uncertain(share, percent)}`)}
    ${term('Exact sign test', signTest(pair))}
    ${term('No difference?', noDifference(pair))}
    ${term('Looking early', lookingEarly(pair))}
  </dl>`;
}

const term = (name: string, says: Part): Markup => markup`<div><dt>${name}</dt><dd>${says}</dd></div>`;

function signTest({ win, lose, sign_test_p: p }: PairReport): Part {
  if (p === null) return 'No question was decided, so there is nothing to test.';
  return markup`Between equally good runs a split as uneven as ${figure(win)} to ${figure(lose)} comes up by chance ${chance(p)}.`;
}

const chance = (p: number): Markup =>
  markup`${onceIn(p)} <span class="quiet">(two-sided p = ${figure(p, probability)})</span>`;

function lookingEarly(pair: PairReport): Part {
  const { low, decided_at: at } = pair.anytime;
  if (low === null) return 'Nothing is decided yet.';
  const when =
    at === null
      ? 'it has held one half all the time'
      : markup`it left one half behind after ${figure(at)} judgements`;
  return markup`For single votes, and for whoever looks after every judgement: ${anytime(pair)}; ${when}.`;
}

const anytime = ({ anytime: { low, high } }: PairReport): Markup =>
  markup`${figure(low, percent)} to ${figure(high, percent)}`;

function noDifference({ equivalence: { margin, equivalent, excluded } }: PairReport): Part {
  const limit = markup`${figure(margin, points)} count as no difference`;
  if (excluded === null) return markup`Nothing is decided yet; up to ${limit}.`;
  return markup`A share of wins further than ${figure(excluded, points)} from 50% is excluded <span class="quiet">(two one-sided tests at 5%)</span>. Up to ${limit}, so that the runs are equally good is ${equivalent ? 'shown' : 'not shown'}.`;
}

function table(pairs: readonly PairReport[]): Markup {
  return markup`<table>
    <caption>Of the questions won by either, the share of the first named. By chance alone: how often equally good runs would give as uneven a split, by the exact sign test, then adjusted for ${String(pairs.length)} pairs (Holm). Excluded: that the share is further away from 50%; less than ${figure(pairs[0].equivalence.margin, points)} counts as equally good. Anytime: the interval for whoever looks after every judgement, for single votes.</caption>
    <thead><tr>
      <th scope="col">Comparison</th><th scope="col">Share of wins, 95% interval</th>
      <th scope="col">By chance alone</th><th scope="col">Adjusted</th><th scope="col">Excluded</th><th scope="col">Anytime</th>
    </tr></thead>
    <tbody>${pairs.map(row)}</tbody>
  </table>`;
}

function row(pair: PairReport): Markup {
  const { a, b, share_of_wins: share, sign_test_p: p, adjusted_p: adjusted } = pair;
  const said = (of: number | null): Part =>
    of === null
      ? figure(of)
      : markup`${onceIn(of)}<span class="quiet under">p = ${figure(of, probability)}</span>`;
  const { low, decided_at: at } = pair.anytime;
  const { excluded, equivalent } = pair.equivalence;
  return markup`<tr>
    <th scope="row">${a} against ${b}</th>
    <td>${intervalMark(share, '')}<span class="below">${uncertain(share, percent)}</span></td>
    <td>${said(p)}</td><td>${said(adjusted)}</td>
    <td>${figure(excluded, points)}${equivalent === true && markup`<span class="quiet under">equally good</span>`}</td>
    <td>${low === null ? figure(low) : anytime(pair)}${at !== null && markup`<span class="quiet under">decided after ${figure(at)} judgements</span>`}</td>
  </tr>`;
}
