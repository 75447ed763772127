/** What leads back from this page: the study's hash, and for each run checkpoint, configuration, data and seed. */
import type { StudyArm } from '../design/study-design.ts';
import { type Markup, markup } from './markup.ts';
import { type ReportedStudy, moment } from './reported-study.ts';

export function lineageSection({ report, arms, design, ...study }: ReportedStudy): Markup {
  const known = arms.some(({ lineage }) => lineage !== null);
  const facts: [string, string][] = [
    ['Study', report.study],
    ['Hash', report.hash],
    [
      'Version',
      design.revises === null ? String(design.version) : `${design.version}, in place of ${design.revises}`,
    ],
    ['Opened', moment(study.createdAt)],
    ['This page', `${moment(study.madeAt)}, Pinwise ${study.version}`],
  ];
  return markup`<section class="lineage">
    <h2>Where every number comes from</h2>
    <p>The hash is a SHA-256 over design, runs, data set and every question with what was shown.${
      known &&
      markup` <code>pinwise study replay ${report.study}</code> makes all questions again from the checkpoints below and compares them with what was shown.`
    }</p>
    <table class="facts"><caption class="hidden">The study</caption><tbody>${facts.map(
      ([name, says]) => markup`<tr><th scope="row">${name}</th><td class="hash">${says}</td></tr>`,
    )}</tbody></table>
    <h3>Runs</h3>
    ${arms.map(arm)}
    ${known && configurations(arms)}
  </section>`;
}

function arm({ arm: letter, run, preset, checkpoint, lineage }: StudyArm): Markup {
  const facts: [string, string][] = [
    ['Preset', preset],
    ['Checkpoint', checkpoint],
    ...(lineage === null
      ? []
      : ([
          ['Data fingerprint', lineage.data],
          ['Split', lineage.split ?? 'none'],
          ['Seed', String(lineage.seed)],
          ['Trained with', `Pinwise ${lineage.version}, backend ${lineage.backend}`],
        ] satisfies [string, string][])),
  ];
  return markup`<table class="facts"><caption>Run ${letter}: <strong>${run}</strong></caption><tbody>${facts.map(
    ([name, says]) => markup`<tr><th scope="row">${name}</th><td class="hash">${says}</td></tr>`,
  )}</tbody></table>`;
}

/** Every setting of every run, the differing ones marked. */
function configurations(arms: readonly StudyArm[]): Markup {
  const settings = arms.map(({ lineage }) => new Map(flat(lineage?.config)));
  const names = [...new Set(settings.flatMap((of) => [...of.keys()]))];
  const rows = names.map((name) => {
    const values = settings.map((of) => of.get(name) ?? '–');
    const differs = new Set(settings.flatMap((of) => of.get(name) ?? [])).size > 1;
    return markup`<tr class="${differs ? 'differs' : 'same'}"><th scope="row">${name}</th>${values.map((value) => markup`<td>${value}</td>`)}</tr>`;
  });
  return markup`<h3>Configuration</h3>
    <table class="settings">
      <caption>Every setting; where the runs differ it is marked.</caption>
      <thead><tr><th scope="col">Setting</th>${arms.map(({ run }) => markup`<th scope="col">${run}</th>`)}</tr></thead>
      <tbody>${rows}</tbody>
    </table>`;
}

/** Leaves of a configuration as `model.layers[0].out`, in their order. */
function flat(value: unknown, name = ''): [string, string][] {
  if (value === undefined) return [];
  if (value === null || typeof value !== 'object') return [[name, String(value)]];
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return [[name, value.join(', ')]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flat(inner, Array.isArray(value) ? `${name}[${key}]` : name === '' ? key : `${name}.${key}`),
  );
}
