/** A study stored and read back equals what was on the screen. */
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { judgedQuestions } from '../../../evaluations/analysis/judged-questions.ts';
import { readJudgedStudy } from '../../../evaluations/records/judged-study.ts';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { closeStudy, listStudies } from '../../../evaluations/records/studies.ts';
import { studyReport } from '../../../evaluations/records/study-report.ts';
import { StudyReport, StudySummary } from '../../../electron/contract/studies.ts';
import { percent } from '../../../renderer/words/format.ts';
import VerdictView from '../../../renderer/views/verdict/VerdictView.vue';
import { type JudgedStore, judgedStore } from '../../evaluations/records/judged-store.ts';
import { closePorts } from '../fake-engine.ts';
import { mountView } from '../mount-view.ts';

let view: VueWrapper | undefined;
let store: JudgedStore;
afterEach(() => {
  view?.unmount();
  closePorts();
  store.remove();
});

/** What a person reads on the page that main's own answers, checked as main checks them, give. */
async function screen(records: Records): Promise<string> {
  const judged = readJudgedStudy(records, 'look');
  ({ view } = await mountView(VerdictView, {
    studio: {
      'studies.list': () => listStudies(records).map((one) => StudySummary.parse(one)),
      'studies.report': () => StudyReport.parse(studyReport(records, 'look')),
      'studies.questions': () => ({
        ...{ study: 'look', state: judged.state, questions: judgedQuestions(judged) },
      }),
    },
    engine: { 'studies.offline': () => ({ questions: [] }) },
  }));
  return view.text().replace(/\s+/g, ' ');
}
const cells = (testid: string): string[][] =>
  view!.findAll(`[data-testid="${testid}"]`).map((row) => row.findAll('th, td').map((cell) => cell.text()));

it.each(['open', 'closed'] as const)('%s', async (state) => {
  store = judgedStore(
    { raters: ['Ada', 'Grace', 'Max'], choices: ['left', 'right', 'left', 'both-poor', 'both-good'] },
    { questions: 24, judgements: 3, equal: 'split', repeats: 4, gold: 4 },
  );
  if (state === 'closed') closeStudy(store.records, 'look', new Date('2026-11-25T12:00:00Z'));
  const before = await screen(store.records);
  const found = studyReport(store.records, 'look');

  const [pair] = found.pairs;
  expect(
    cells('pair')[0]
      .slice(1, 6)
      .map((cell) => Number.parseInt(cell, 10)),
  ).toEqual([...[pair.questions, pair.win, pair.lose, pair.draw, pair.inconclusive]]);
  const bar = view!.findAll('[data-testid="outcomes"] .part');
  const parts = Object.fromEntries(
    bar.map((part) => [part.classes().at(-1), Number((part.element as HTMLElement).style.flexGrow)]),
  );
  const { win = 0, lose = 0, construction = 0, good = 0, poor = 0, equal = 0, split = 0, open = 0 } = parts;
  expect({ win, lose, construction, good, poor }).toEqual({
    ...{ win: pair.win, lose: pair.lose, construction: pair.drawsByConstruction },
    ...{ good: pair.bothGood, poor: pair.bothPoor },
  });
  expect(construction + good + poor + equal).toBe(pair.draw);
  expect([split + open, open]).toEqual([pair.inconclusive, pair.unanswered]);
  expect(cells('rater').map((row) => row.slice(0, 5))).toEqual(
    found.raters.map((one) => [one.rater, one.judgements, one.win, one.lose, one.draw].map(String)),
  );
  const shown =
    state === 'closed'
      ? [pair.share_of_wins.value!, pair.share_of_wins.low!, pair.share_of_wins.high!]
      : [pair.anytime.low!, pair.anytime.high!];
  for (const value of shown) expect(before).toContain(percent(value));
  for (const check of found.checks) expect(before).toContain(check.meaning.replace(/\s+/g, ' '));

  view!.unmount();
  closePorts();
  const again = openRecords(store.path);
  try {
    expect(await screen(again)).toBe(before);
    expect(studyReport(again, 'look')).toEqual(found);
  } finally {
    again.close();
  }
});
