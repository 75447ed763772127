import { onceIn } from '../analysis/words.ts';
import { counted, figure, percent, plain, probability, uncertain } from './figure.ts';
import { type Markup, type Part, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

export function agreementSection({ report, design }: ReportedStudy): Markup {
  const { agreement, left, gold_right, self_agreement } = report;
  return markup`<section class="together">
    <h2>Agreement of the raters</h2>
    <dl>
      <div><dt>Krippendorff’s alpha</dt><dd>${uncertain(agreement.alpha, plain)}</dd></div>
      <div><dt>Fleiss’ kappa</dt><dd>${uncertain(agreement.kappa, plain)}</dd></div>
      ${
        (design.gold > 0 || gold_right.value !== null) &&
        markup`<div><dt>Known answers</dt><dd>Right: ${uncertain(gold_right, percent)}</dd></div>`
      }
      ${
        (design.repeats > 0 || self_agreement.same.value !== null) &&
        markup`<div><dt>The same question again</dt><dd>Answered as before: ${uncertain(self_agreement.same, percent)}. With the same side, and so the other item: ${uncertain(self_agreement.side_switch, percent)}.</dd></div>`
      }
      <div><dt>Left or right</dt><dd>${sides(left)}</dd></div>
    </dl>
    <p class="quiet small">Both coefficients are 0 where raters agree as often as chance would have it and 1 where they always agree.</p>
  </section>`;
}

function sides({ left, right, equal, p }: ReportedStudy['report']['left']): Part {
  const counts = markup`Left was chosen ${figure(left)} times, right ${figure(right)} times, neither ${figure(equal)} times`;
  if (p === null) return markup`${counts}.`;
  const share = markup`${counts}: left in ${percent(left / (left + right))} of ${counted(left + right, 'decided judgement')}`;
  return p < 0.01
    ? markup`${share}. So one-sided a split comes by chance ${onceIn(p)} <span class="quiet">(p = ${figure(p, probability)})</span>; sides were dealt at random, so it favours neither model.`
    : markup`${share}, which chance explains <span class="quiet">(p = ${figure(p, probability)})</span>.`;
}
