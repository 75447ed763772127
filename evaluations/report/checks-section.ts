import type { Check } from '../analysis/checks.ts';
import { type Markup, markup, trusted } from './markup.ts';
import type { ReportedStudy } from './reported-study.ts';

const words: Record<Check['outcome'], string> = { passed: 'passed', failed: 'failed', 'not-run': 'not run' };
const signs: Record<Check['outcome'], Markup> = {
  passed: trusted('<path d="M3 8.5 6.5 12 13 4.5" />'),
  failed: trusted('<path d="M4 4 12 12M12 4 4 12" />'),
  'not-run': trusted('<path d="M4 8H12" />'),
};

export function checksSection({ report: { checks } }: ReportedStudy): Markup {
  const of = (outcome: Check['outcome']): number => checks.filter((one) => one.outcome === outcome).length;
  return markup`<section>
    <h2>Can this be trusted?</h2>
    <p class="quiet">Of ${String(checks.length)} checks ${String(of('passed'))} passed, ${String(of('failed'))} failed and ${String(of('not-run'))} could not be run.</p>
    <ul class="checks">${checks.map(item)}</ul>
  </section>`;
}

const item = ({ name, outcome, meaning }: Check): Markup => markup`<li class="${outcome}">
  <svg class="sign" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${signs[outcome]}</svg>
  <h3>${name} <span class="outcome">${words[outcome]}</span></h3>
  <p class="quiet">${meaning}</p>
</li>`;
