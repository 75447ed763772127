import { EFFECT_WORDS } from '../analysis/adjusted-study.ts';
import type { AdjustedStrength, Interval } from '../analysis/covariates.ts';
import { figure, plain } from './figure.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

/** Strengths as raters chose, and as they would choose if all runs showed items that are alike. */
export function adjustedSection({ report: { adjusted, judgements } }: ReportedStudy): Markup | null {
  if (judgements === 0) return null;
  return markup`<section class="together">
    <h2>Adjusted for what was shown</h2>
    ${
      'reason' in adjusted
        ? markup`<p>Not adjusted: ${adjusted.reason}.</p>`
        : markup`<table>
      <caption>Strengths (Bradley-Terry with ties, a logarithm, mean 0) of ${figure(adjusted.votes)} single votes, with 95% intervals clustered by query: as chosen, and adjusted for what raters may have favoured for itself.</caption>
      <thead><tr>
        <th scope="col">Run</th><th scope="col" class="n">As chosen</th><th scope="col">95% interval</th>
        <th scope="col" class="n">Adjusted</th><th scope="col">95% interval</th>
      </tr></thead>
      <tbody>${adjusted.strengths.map(strength)}</tbody>
    </table>
    <table>
      <caption>What was adjusted for: how much it adds to the logarithm of the odds of winning.</caption>
      <thead><tr><th scope="col">More of</th><th scope="col">For</th><th scope="col" class="n">Effect</th><th scope="col">95% interval</th></tr></thead>
      <tbody>${adjusted.effects.map(effect)}</tbody>
    </table>`
    }
  </section>`;
}

const strength = ({ model, raw, adjusted }: AdjustedStrength): Markup =>
  markup`<tr><th scope="row">${model}</th>${cells(raw)}${cells(adjusted)}</tr>`;

const effect = ({ covariate, ...of }: Interval & { covariate: string }): Markup =>
  markup`<tr><th scope="row">${covariate}</th><td>${EFFECT_WORDS[covariate].per}</td>${cells(of)}</tr>`;

const cells = ({ value, low, high }: Interval): Markup =>
  markup`<td class="n">${figure(value, plain)}</td><td>${figure(low, plain)} to ${figure(high, plain)}</td>`;
