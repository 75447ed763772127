import { type VueWrapper, flushPromises } from '@vue/test-utils';
import { NDropdown } from 'naive-ui';
import { afterEach, expect, it } from 'vitest';
import type { StudyReport, StudySummary } from '../../../electron/contract/studies.ts';
import { done } from '../../../renderer/stores/journey.ts';
import { useNoticesStore } from '../../../renderer/stores/notices.ts';
import { useSettingsStore } from '../../../renderer/stores/settings.ts';
import { useStudiesStore } from '../../../renderer/stores/studies.ts';
import VerdictView from '../../../renderer/views/verdict/VerdictView.vue';
import { closePorts } from '../fake-engine.ts';
import { emptyReport, report, severalRuns, study } from '../fixtures.ts';
import { mountView } from '../mount-view.ts';

let view: VueWrapper | undefined;
afterEach(() => {
  view?.unmount();
  closePorts();
});
const closed = (change: Partial<StudyReport> = {}): StudyReport => report({ state: 'closed', ...change });
async function open(
  found: StudyReport | (() => StudyReport),
  studies: StudySummary[] | (() => StudySummary[]) = [study('study-1')],
): Promise<VueWrapper> {
  const now = <T>(of: T | (() => T)): T => (typeof of === 'function' ? (of as () => T)() : of);
  ({ view } = await mountView(VerdictView, {
    studio: {
      'studies.list': () => now(studies),
      'studies.report': () => now(found),
      'studies.questions': () => ({ study: 'study-1', state: now(found).state, questions: [] }),
    },
  }));
  return view;
}
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
const said = (testid: string): string => words(view!.get(`[data-testid="${testid}"]`).text());
const outcome = (key: string): string => words(view!.get(`[data-outcome="${key}"]`).text());

it('begins with the sentence: the report’s own once the study is closed', async () => {
  await open(closed());
  expect(said('verdict-sentence')).toBe(report().sentence);
});

it.each([
  ['with answers', report(), true],
  ['without', emptyReport(), false],
] as const)('ends the guide where it is read %s', async (_, found, ends) => {
  await open(found);
  expect(useSettingsStore().remembered(done.read, false)).toBe(ends);
});

it('shows every question once: won, draw, inconclusive, not judged, lost, with shares of all', async () => {
  await open(report());
  expect(outcome('win')).toBe('66 graph-1 won 33.0%');
  expect(outcome('draw')).toBe('55 draw 27.5%31 both answer the same24 called equal');
  expect(outcome('inconclusive')).toBe('41 inconclusive 20.5%23 without enough agreement18 not judged yet');
  expect(outcome('lose')).toBe('38 visual-1 won 19.0%');
  const parts = view!.findAll('[data-testid="outcomes"] .part');
  expect(parts.map((part) => Number((part.element as HTMLElement).style.flexGrow))).toEqual([
    ...[66, 31, 24, 23, 18, 38],
  ]);
});

it('while open shows the interval that may be looked at, and why looking is allowed; not the fixed one', async () => {
  await open(report());
  expect(said('anytime')).toContain('52.0% to 73.0%');
  expect(said('anytime')).toContain('You may look as often as you like');
  expect(said('decided')).toContain('Decided after 310 judgements');
  expect(said('stopping')).toContain('117 judgements are still wanted');
  expect(view!.find('[data-testid="share-of-wins"]').exists()).toBe(false);
  expect(view!.text()).not.toContain('53.9%');
});

it('once closed gives the share of wins with its interval, and the test in words', async () => {
  await open(closed());
  expect(said('share-of-wins')).toMatch(/63\.5%.*53\.9% to 72\.1%/);
  expect(said('sign-test')).toContain('about once in 130 studies');
  expect(said('equivalence')).toContain('differences over 21 points from 50% are excluded');
  expect(said('stopped-early')).toContain('18 questions of 200 not judged');
  expect(view!.text()).not.toMatch(/\bp\s*[=<]/);
});

it('follows while raters answer', async () => {
  let answers = 390;
  await open(
    () => report({ judgements: answers }),
    () => [study('study-1', { judgements: answers })],
  );
  expect(said('verdict-sentence')).toContain('390 of 507');
  answers = 391;
  await useStudiesStore().refresh();
  await flushPromises();
  expect(said('verdict-sentence')).toContain('391 of 507');
});

it('says why without answers, and shows no number that is none', async () => {
  await open(emptyReport(), [study('study-1', { judgements: 0 })]);
  expect(said('verdict-sentence')).toContain('No judgements yet');
  expect(view!.find('[data-testid="share-of-wins"]').exists()).toBe(false);
  expect(view!.text()).toContain('not defined: no question was decided');
  expect(view!.text()).toContain('0 of 507 judgements');
  expect(view!.text()).not.toMatch(/NaN|null|undefined|Infinity/);
});

it('says how far a study is that is still open, and lets one go on rating; not so when it is closed', async () => {
  await open(report());
  expect(view!.text()).toContain('open, 390 of 507 judgements');
  expect(view!.findAll('button').map((button) => button.text())).toContain('Rate');
  view!.unmount();
  await open(closed(), [study('study-1', { state: 'closed' })]);
  expect(view!.text()).toContain('closed, 390 of 507 judgements');
  expect(view!.findAll('button').map((button) => button.text())).not.toContain('Rate');
});

it('of several runs shows a bar and a row for each pair, with the numbers of the report', async () => {
  const found = severalRuns();
  await open(found, [study('study-1', { state: 'closed' })]);
  const bars = view!.findAll('[data-testid="outcomes"] .bar');
  const sums = bars.map((bar) =>
    bar.findAll('.part').reduce((sum, one) => sum + Number((one.element as HTMLElement).style.flexGrow), 0),
  );
  expect(sums).toEqual(found.pairs.map(({ questions }) => questions));
  const rows = view!
    .findAll('[data-testid="pair"]')
    .map((row) => row.findAll('td').map((cell) => words(cell.text())));
  found.pairs.forEach((pair, at) => {
    const counts = rows[at].slice(0, 5).map((cell) => Number(cell.split(' ')[0]));
    expect(counts).toEqual([pair.questions, pair.win, pair.lose, pair.draw, pair.inconclusive]);
    expect(rows[at][5]).toContain('63.5% (95% interval 53.9% to 72.1%)');
  });
  expect(rows.map((row) => row[6])).toEqual([
    'about once in 110 studies',
    'about once in 3 studies',
    'in most studies',
  ]);
  expect(rows[2][7]).toContain('No detectable difference; differences over 7 points');
});

it('ranks several runs by strength, or says why there is none', async () => {
  await open(severalRuns());
  const cells = (): string[][] =>
    view!
      .findAll('[data-testid="ranked"]')
      .map((row) => row.findAll('td, th').map((cell) => words(cell.text())));
  expect(cells().map(([rank, run, , strength]) => [rank, run.slice(1).trim(), strength])).toEqual([
    ['1', 'graph-1', '0.61 (0.30 to 0.92)'],
    ['2', 'words-1', '-0.21 (-0.50 to 0.08)'],
    ['2', 'visual-1', '-0.40 (-0.70 to -0.10)'],
  ]);
  view!.unmount();
  const none = { strength: null, low: null, high: null };
  await open(
    severalRuns({
      ranking: severalRuns().ranking.map((one) => ({ ...one, ...none })),
      ranking_reason: 'words-1 was never preferred',
    }),
  );
  expect(cells().map((row) => row.length)).toEqual([2, 2, 2]);
  expect(said('ranking-reason')).toBe('No strengths could be estimated: words-1 was never preferred.');
});

it('shows what was found for each kind of query', async () => {
  const [pair] = report().pairs;
  const share_of_wins = { value: 0.7, low: 0.5, high: 0.85 };
  const stratum = { ...pair, stratum: 'degree 2 to 9', questions: 40, win: 14, lose: 6, share_of_wins };
  await open(closed({ pairs: [{ ...pair, strata: [stratum] }] }));
  expect(said('stratum')).toMatch(
    /^degree 2 to 9 ?40 ?14 ?6 ?55 ?41 ?70.0% \(95% interval 50.0% to 85.0%\)$/,
  );
});

it('shows every check with its outcome', async () => {
  await open(
    report({
      checks: (['passed', 'failed', 'not-run'] as const).map((one) => ({
        name: one,
        outcome: one,
        meaning: `${one}.`,
      })),
    }),
  );
  const checks = view!.findAll('[data-testid="check"]').map((one) => one.get('.outcome').text());
  expect(checks).toEqual(['passed', 'failed', 'not run']);
});

it('shows every rater, also one without a time or others to agree with, and who was left out by which rule', async () => {
  const unknown = { value: null, low: null, high: null, reason: 'none' };
  const rater = {
    ...{ rater: 'Ada', judgements: 169, win: 80, lose: 50, draw: 39 },
    ...{ left_share: null, median_ms: null, agreement: null },
    ...{ gold_right: unknown, self_agreement: unknown, side_switch: unknown },
    ...{ flags: ['too-fast'], excluded: null },
  };
  const cells = (): string[][] =>
    view!
      .findAll('[data-testid="rater"]')
      .map((row) => row.findAll('th, td').map((cell) => words(cell.text())));
  await open(report({ raters: [rater] }));
  expect(cells()).toEqual([['Ada', '169', '80', '50', '39', '–', '–', '–', 'too fast']]);
  view!.unmount();
  await open(
    report({
      raters: [
        {
          ...rater,
          gold_right: { value: 0.4, low: 0.2, high: 0.6 },
          self_agreement: { value: 0.75, low: 0.5, high: 0.9 },
          excluded: '40% of the gold questions right',
        },
      ],
    }),
  );
  expect(cells()[0].slice(8)).toEqual(['40%', '75%', 'too fastleft out: 40% of the gold questions right']);
});

it('shows whole lists where raters disagreed about lists', async () => {
  const item = (name: string) => ({ id: name, title: name, picture: `/pictures/${name}` });
  await open(
    report({
      disagreements: [
        {
          question: 'q1',
          pair: ['a', 'b'],
          query: item('query'),
          a: ['a1', 'a2', 'a3'].map(item),
          b: ['b1', 'b2'].map(item),
          votes: { a: 1, b: 2, equal: 0 },
        },
      ],
    }),
  );
  const split = view!.get('[data-testid="split-question"]');
  expect(split.findAll('img').map((image) => image.attributes('alt'))).toEqual([
    ...['query', 'a1', 'a2', 'a3', 'b1', 'b2'],
  ]);
  expect(words(split.get('.votes').text())).toMatch(/^A ?1 vote ?B ?2 votes ?0 equal$/);
});

it('without a study says what will be here, with a drawing and one button', async () => {
  await open(report(), []);
  expect(view!.text()).toContain('The verdict will be here');
  expect(view!.find('.preview svg').exists()).toBe(true);
  expect(view!.findAll('button')).toHaveLength(1);
});

it('takes the newest study with answers where none is named', async () => {
  await open(report(), [
    study('fresh', { judgements: 0, wanted: 9 }),
    study('old', { judgements: 5, wanted: 12 }),
  ]);
  expect(view!.text()).toContain('5 of 12 judgements');
});

it('writes the report with one click, and says where to; the menu has every format', async () => {
  const { view: shown, studioCalls } = await mountView(VerdictView, {
    studio: {
      'studies.list': () => [study('study-1')],
      'studies.report': () => report(),
      'studies.export': ({ format }) => ({ cancelled: false, where: `study-1.${format}` }),
    },
  });
  view = shown;
  for (const format of ['html', 'pdf']) {
    await view.get(`[data-testid="report-${format}"]`).trigger('click');
    await flushPromises();
  }
  const menu = view.getComponent(NDropdown);
  const keys = menu.props('options')!.map(({ key }) => key);
  expect(keys).toEqual(['html', 'pdf', 'line', 'csv', 'jsonl', 'parquet']);
  menu.vm.$emit('select', 'parquet');
  await flushPromises();
  const formats = studioCalls
    .filter(({ name }) => name === 'studies.export')
    .map(({ params }) => (params as { format: string }).format);
  expect(formats).toEqual(['html', 'pdf', 'parquet']);
  expect(useNoticesStore().all.map(({ text }) => text)).toContain('Exported to study-1.html.');
});
