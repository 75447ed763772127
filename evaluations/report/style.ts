/** The page's style: light or dark on a screen, always light on paper. */
import { dark, light, properties } from './colours.ts';

const screen = `
:root { color-scheme: light; ${properties(light)} }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; ${properties(dark)} } }
* { box-sizing: border-box; margin: 0; }
html { background: var(--ground); }
body {
  color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word; padding: 40px 20px 64px;
}
main { background: var(--surface); border-radius: 6px; margin: 0 auto; max-width: 880px; padding: 48px 56px; }
h1 { font-size: 18px; font-weight: 600; line-height: 1.3; }
h2 { break-after: avoid; font-size: 18px; font-weight: 600; line-height: 1.3; margin-bottom: 12px; }
h3 { break-after: avoid; font-size: 15px; font-weight: 600; margin-bottom: 4px; }
section { border-top: 1px solid var(--line); margin-top: 36px; padding-top: 24px; }
section > h3 { margin-top: 20px; }
.eyebrow, .quiet, caption, thead th, dt { color: var(--ink-quiet); }
.eyebrow, .small, caption, thead th, .under { font-size: 13px; }
.sentence { font-size: 26px; font-weight: 600; letter-spacing: -0.01em; line-height: 1.3; margin-top: 20px; text-wrap: pretty; }
.rest { font-size: 18px; line-height: 1.4; margin-top: 12px; text-wrap: pretty; }
.detail { margin-top: 12px; }
code, .hash { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: 13px; }
.hash { overflow-wrap: anywhere; }
.a { color: var(--a); } .b { color: var(--b); }
.defs { position: absolute; }
.hidden { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }

table { border-collapse: collapse; margin-top: 12px; width: 100%; }
caption { caption-side: top; padding-bottom: 6px; text-align: left; }
th, td { font-weight: 400; padding: 6px 12px 6px 0; text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { vertical-align: bottom; }
tbody tr { border-top: 1px solid var(--line); break-inside: avoid; }
.n { text-align: right; }
.rank { width: 64px; }
.under, .below { display: block; }
.n .under { white-space: nowrap; }
.facts th, .settings th { color: var(--ink-quiet); }
.facts th { white-space: nowrap; width: 1%; padding-right: 24px; }
.facts caption { color: var(--ink); font-size: 15px; }
.settings { font-size: 13px; }
.settings th, .settings td { padding-bottom: 2px; padding-top: 2px; }
.settings .differs th, .settings .differs td { color: var(--ink); font-weight: 600; }

dl > div { break-inside: avoid; display: grid; gap: 0 24px; grid-template-columns: 168px minmax(0, 1fr); padding: 6px 0; }
dl > div + div { border-top: 1px solid var(--line); }
.block + .block { margin-top: 20px; }
blockquote { border-left: 2px solid var(--line); padding-left: 16px; }
blockquote p + p { margin-top: 8px; }
blockquote p { white-space: pre-line; }

figure { break-inside: avoid; margin-bottom: 16px; }
h2 + p { break-after: avoid; }
.against { margin-bottom: 6px; }
.outcomes { border-radius: 6px; display: block; height: 44px; overflow: hidden; width: 100%; }
.outcomes rect { stroke: var(--surface); stroke-width: 2px; }
.outcomes text { font-size: 17px; font-weight: 600; }
rect.win { fill: var(--a); } rect.lose { fill: var(--b); } rect.draw { fill: var(--neutral-soft); }
rect.inconclusive { fill: url(#hatch); }
.hatch-ground { fill: var(--surface); } .hatch-line { fill: var(--neutral-soft); }
.on-win { fill: var(--on-a); } .on-lose { fill: var(--on-b); } .on-draw { fill: var(--ink); }
.on-inconclusive { fill: var(--ink); paint-order: stroke; stroke: var(--surface); stroke-linejoin: round; stroke-width: 6px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 8px; }
.swatch { border: 1px solid var(--line); border-radius: 2px; height: 12px; margin-right: 8px; vertical-align: -1px; width: 12px; }
.outcomes-section .small { margin-top: 8px; }

.interval { height: 20px; margin-right: 8px; overflow: visible; vertical-align: -4px; width: 160px; }
.axis { stroke: var(--neutral); stroke-width: 1px; }
.span { stroke: currentColor; stroke-width: 3px; }
.dot { fill: currentColor; }

.checks, .limits, .split { list-style: none; padding: 0; }
.checks { margin-top: 8px; }
.checks li { break-inside: avoid; display: grid; gap: 0 12px; grid-template-columns: 16px 220px minmax(0, 1fr); padding: 6px 0; }
.checks li + li { border-top: 1px solid var(--line); }
.checks h3 { font-weight: 400; margin: 0; }
.sign { fill: none; height: 16px; margin-top: 3px; stroke: var(--ink-quiet); stroke-width: 2px; width: 16px; }
.passed .sign { stroke: var(--accent); } .failed .sign { stroke: var(--danger); }
.outcome { color: var(--ink-quiet); display: block; font-size: 13px; } .failed .outcome { color: var(--danger); }
.limits { list-style: disc; padding-left: 20px; }
.limits li + li { margin-top: 6px; }

.split { display: grid; gap: 28px 32px; grid-template-columns: repeat(2, minmax(0, 1fr)); }
.split > li { break-inside: avoid; }
.split p { line-height: 1.4; margin-top: 4px; }
.trial { align-items: start; display: grid; gap: 12px; grid-template-columns: repeat(3, minmax(0, 1fr)); }
.answers { display: grid; gap: 4px; }
.tile { margin: 0; }
.answers .tile > :first-child { border-bottom: 3px solid currentColor; }
.tile figcaption { color: var(--ink); font-size: 13px; line-height: 1.3; margin-top: 4px; }
.tile bdi { -webkit-box-orient: vertical; -webkit-line-clamp: 2; display: -webkit-box; overflow: hidden; }
.lists { grid-template-columns: minmax(0, 1fr); }
.lists .trial { grid-template-columns: 1fr 3fr 3fr; }
.lists .answers { grid-template-columns: repeat(5, minmax(0, 1fr)); }
.trial img, .no-picture { aspect-ratio: 1; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; display: block; object-fit: contain; padding: 6%; width: 100%; }
.no-picture { align-items: center; color: var(--on-paper); display: flex; font-size: 13px; justify-content: center; line-height: 1.25; overflow: hidden; text-align: center; }
.pictures > .small { margin-top: 20px; }
`;

const narrow = `
@media screen and (max-width: 720px) {
  body { padding: 0; }
  main { border-radius: 0; overflow-x: auto; padding: 24px 20px; }
  .sentence { font-size: 21px; }
  .split { grid-template-columns: minmax(0, 1fr); }
  dl > div { grid-template-columns: minmax(0, 1fr); }
  .checks li { grid-template-columns: 16px minmax(0, 1fr); }
  .checks p { grid-column: 2; }
}
`;

const paper = `
@page { margin: 16mm 16mm 18mm; }
@media print {
  html { background: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; padding: 0; }
  main { border-radius: 0; max-width: none; padding: 0; }
  h1 { font-size: 13pt; } h2 { font-size: 13pt; } h3 { font-size: 10pt; }
  .sentence { font-size: 17pt; margin-top: 10pt; }
  .rest { font-size: 11pt; margin-top: 8pt; }
  .outcome, .tile figcaption, .eyebrow, .small, caption, thead th, .under, code, .hash, .settings, .no-picture { font-size: 8.5pt; }
  section { margin-top: 18pt; padding-top: 12pt; }
  p { orphans: 3; widows: 3; }
  .together, table { break-inside: avoid; }
  thead { display: table-header-group; }
  .pictures, .method { border-top: 0; break-before: page; margin-top: 0; padding-top: 0; }
  .split { gap: 12pt 20pt; }
  .split img, .split .no-picture { aspect-ratio: 1.3; padding: 3%; }
  .facts th, .facts td { padding-bottom: 3px; padding-top: 3px; }
}
`;

export const style = `${screen}${narrow}${paper}`;
