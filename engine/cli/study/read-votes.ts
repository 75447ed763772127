import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Vote } from '../../../evaluations/analysis/analyse-votes.ts';
import type { Preference } from '../../../evaluations/analysis/judgement.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import { FileProblem, Problems } from '../../dataset/problems.ts';
import { quoted } from '../../dataset/tables/columns.ts';
import type { TableFile } from '../../dataset/tables/find-table.ts';
import { readTable } from '../../dataset/tables/read-table.ts';
import type { Row } from '../../dataset/tables/read-table.ts';

const REQUIRED = ['question', 'query', 'rater', 'a', 'b', 'choice'];
const MEASURED = ['popularity_a', 'popularity_b', 'similarity_a', 'similarity_b'];
const OPTIONAL = ['study', 'side', 'ms', 'at', 'kind', 'weight', ...MEASURED];

/**
 * Judgements that were made elsewhere, in the order of the file.
 * @param apart whether each value of the column `study` is a study of its own. If not, all are one, named after the
 * only value of that column where there is one
 * @throws PinwiseError `no-file`, `bad-data` naming file and row
 */
export async function readVotes(
  path: string,
  apart: boolean,
  signal?: AbortSignal,
): Promise<Map<string, Vote[]>> {
  const file = tableFile(path);
  const problems = new Problems('stop');
  const studies = new Map<string, StudyVotes>();
  const names = new Set<string>();
  try {
    await readTable(
      file,
      { required: REQUIRED, optional: OPTIONAL },
      problems,
      (row) => {
        const kind = row.cells[REQUIRED.length + OPTIONAL.indexOf('kind')];
        // In an export of ours: gold and repeated questions count for raters, grades for no comparison by themselves.
        if (kind !== '' && kind !== 'trial') return;
        const name = row.cells[REQUIRED.length];
        const key = apart ? name : '';
        names.add(name);
        const study = studies.get(key) ?? studyVotes();
        studies.set(key, study);
        const wrong = study.add(row);
        if (wrong) problems.reject(file.name, row.line, wrong.code, wrong.message);
      },
      { signal },
    );
  } catch (error) {
    if (error instanceof FileProblem) throw problems.fatal(file.name, error);
    throw error;
  }
  if (studies.size === 0) {
    throw problems.fatal(file.name, new FileProblem('empty-file', 'the file has no judgements'));
  }
  problems.check();
  const only = !apart && names.size === 1 ? [...names][0] : '';
  return new Map([...studies].map(([key, { votes }]) => [apart ? key : only, votes]));
}

interface StudyVotes {
  votes: Vote[];
  add(row: Row): { code: string; message: string } | null;
}

function studyVotes(): StudyVotes {
  const votes: Vote[] = [];
  const questions = new Map<string, { query: string; models: string; weight: number; line: number }>();
  const judged = new Map<string, number>();
  return {
    votes,
    add({ cells, line }) {
      const [id, query, rater, a, b, choice, study, side, ms, , , weighs, ...measured] = cells;
      // Studies that are read as one may number their questions alike.
      const question = study === '' ? id : `${study} ${id}`;
      const wrong = (code: string, message: string) => ({ code, message });
      const empty = REQUIRED.find((_, i) => cells[i] === '');
      if (empty) return wrong('empty-cell', `${empty} is empty`);
      if (a === b)
        return wrong('same-model', `a and b are both ${quoted(a)}; a judgement compares two models`);
      if (!isPreference(choice)) {
        return wrong('bad-choice', `choice is ${quoted(choice)}; it must be a, b or equal`);
      }
      if (side !== '' && side !== 'left' && side !== 'right') {
        return wrong(
          'bad-side',
          `side is ${quoted(side)}; it must be left or right (where a stood) or empty`,
        );
      }
      const time = ms === '' ? null : Number(ms);
      if (time !== null && !(Number.isFinite(time) && time >= 0)) {
        return wrong('bad-ms', `ms is ${quoted(ms)}; it must be a number of milliseconds or empty`);
      }
      const weight = weighs === '' ? 1 : Number(weighs);
      if (!(Number.isFinite(weight) && weight > 0)) {
        return wrong('bad-weight', `weight is ${quoted(weighs)}; it must be a number over 0 or empty`);
      }
      const strange = measured.findIndex((cell) => cell !== '' && !Number.isFinite(Number(cell)));
      if (strange >= 0) {
        const what = `${MEASURED[strange]} is ${quoted(measured[strange])}`;
        return wrong('bad-number', `${what}; it must be a number or empty`);
      }
      const models = JSON.stringify([a, b].sort());
      const known = questions.get(question);
      if (known && (known.query !== query || known.models !== models || known.weight !== weight)) {
        const what = `question ${quoted(id)} had another query, other models or another weight in row ${known.line}`;
        return wrong('two-questions', `${what}; give each question an id of its own`);
      }
      const key = JSON.stringify([question, rater]);
      const before = judged.get(key);
      if (before !== undefined) {
        const what = `rater ${quoted(rater)} judged question ${quoted(id)} in row ${before} already`;
        return wrong('judged-twice', `${what}; leave one of the rows out`);
      }
      if (!known) questions.set(question, { query, models, weight, line });
      judged.set(key, line);
      const covariates = covariatesOf(measured.map((cell) => (cell === '' ? null : Number(cell))));
      votes.push({
        ...{ question, query, rater, a, b, preference: choice, sideOfA: side || null, ms: time, weight },
        ...(covariates ? { covariates } : {}),
      });
      return null;
    },
  };
}

/** @param measured cells of `MEASURED` */
function covariatesOf([a, b, c, d]: (number | null)[]): Vote['covariates'] {
  if (a === null || b === null) return undefined;
  return { a: { popularity: a, similarity: c }, b: { popularity: b, similarity: d } };
}

const isPreference = (text: string): text is Preference => text === 'a' || text === 'b' || text === 'equal';

/** @throws PinwiseError `no-file`, `bad-data` for a file whose name says no kind of table */
function tableFile(path: string): TableFile {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) {
    throw new PinwiseError('no-file', `there is no file ${path}; give a .csv, .jsonl or .parquet file`);
  }
  const found = /\.(csv|jsonl|parquet)(\.gz)?$/i.exec(path);
  if (!found) {
    throw new PinwiseError('bad-data', `${path} must end in .csv, .jsonl or .parquet (or these with .gz)`);
  }
  return {
    name: basename(path),
    path,
    format: found[1].toLowerCase() as TableFile['format'],
    gzip: found[2] !== undefined,
    bytes: stat.size,
  };
}
