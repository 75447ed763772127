/**
 * A study's report as one self-contained page: no script, nothing fetched, pictures within. Written for a reader who
 * was not there: first what was found, then how sure that is, then how it was done and where every number comes from.
 */
import { adjustedSection } from './adjusted-section.ts';
import { agreementSection } from './agreement-section.ts';
import { checksSection } from './checks-section.ts';
import { disagreementsSection } from './disagreements-section.ts';
import { counted, figure } from './figure.ts';
import { limitsSection } from './limits-section.ts';
import { lineageSection } from './lineage-section.ts';
import { type Markup, markup, trusted } from './markup.ts';
import { methodSection } from './method-section.ts';
import { offlineSection } from './offline-section.ts';
import { outcomesSection } from './outcomes-section.ts';
import { rankingSection } from './ranking-section.ts';
import { ratersSection } from './raters-section.ts';
import { type ReportedStudy, countedRaters, moment } from './reported-study.ts';
import { sharesSection } from './shares-section.ts';
import { strataSection } from './strata-section.ts';
import { style } from './style.ts';

/** Whatever a picture or a title holds: this page runs nothing and fetches nothing. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** @returns the whole document, UTF-8; well-formed as XML too, but for its doctype */
export function reportPage(study: ReportedStudy): string {
  const { report, design } = study;
  const body = markup`<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="generator" content="Pinwise ${study.version}" />
<title>Study report: ${design.title || report.study}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${heading(study)}
${outcomesSection(study)}
${sharesSection(study)}
${agreementSection(study)}
${strataSection(study)}
${ratersSection(study)}
${rankingSection(study)}
${adjustedSection(study)}
${checksSection(study)}
${offlineSection(study)}
${disagreementsSection(study)}
${methodSection(study)}
${limitsSection(study)}
${lineageSection(study)}
</main>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${body.text}`;
}

function heading({ report, design, dataset, madeAt }: ReportedStudy): Markup {
  return markup`<header>
    <p class="eyebrow">Study report · ${moment(madeAt)}</p>
    <h1><bdi>${design.title || report.study}</bdi></h1>
    ${verdict(report.sentence)}
    <p class="detail quiet">${report.state === 'open' ? 'Open' : 'Closed'} study of ${design.runs.join(', ')} on ${dataset}: ${figure(report.judgements)} of ${counted(report.wanted, 'judgement')}, by ${counted(countedRaters(report), 'rater')}.</p>
  </header>`;
}

/** The first sentence says what was found; what follows belongs to it and is smaller. */
function verdict(sentence: string): Markup {
  const [first, rest] = /^(.+?[.!?])\s+(?=[A-Z])(.*)$/s.exec(sentence)?.slice(1) ?? [sentence, ''];
  return markup`<p class="sentence">${first}</p>${rest !== '' && markup`<p class="rest">${rest}</p>`}`;
}
