import { type VueWrapper, flushPromises } from '@vue/test-utils';
import { NDropdown } from 'naive-ui';
import { afterEach, expect, it } from 'vitest';
import type { StudyReport, StudySummary } from '../../../electron/contract/studies.ts';
import { useNoticesStore } from '../../../renderer/stores/notices.ts';
import VerdictView from '../../../renderer/views/verdict/VerdictView.vue';
import { closePorts } from '../fake-engine.ts';
import { emptyReport, report, study } from '../fixtures.ts';
import { mountView } from '../mount-view.ts';

let view: VueWrapper | undefined;
afterEach(() => {
  view?.unmount();
  closePorts();
});
async function open(found: StudyReport, studies: StudySummary[] = [study('study-1')]): Promise<VueWrapper> {
  ({ view } = await mountView(VerdictView, {
    studio: { 'studies.list': () => studies, 'studies.report': () => found },
  }));
  return view;
}
const outcome = (key: string): string => view!.get(`[data-outcome="${key}"]`).text().replace(/\s+/g, ' ');

it('begins with the sentence', async () => {
  await open(report());
  expect(view!.get('[data-testid="verdict-sentence"]').text()).toBe(report().sentence);
});

it('shows every question once: won, draw, inconclusive, lost, with shares of all', async () => {
  await open(report());
  expect(outcome('win')).toBe('66 graph-1 won 33.0%');
  expect(outcome('draw')).toBe('55 draw 27.5%, 31 since both answer the same');
  expect(outcome('inconclusive')).toBe('41 inconclusive 20.5%, 18 not judged yet');
  expect(outcome('lose')).toBe('38 visual-1 won 19.0%');
  const parts = view!.findAll('[data-testid="outcomes"] .part');
  expect(parts.map((part) => Number((part.element as HTMLElement).style.flexGrow))).toEqual([66, 55, 41, 38]);
});

it('gives the share of wins with its interval, and the test in words', async () => {
  await open(report());
  expect(view!.get('[data-testid="share-of-wins"]').text()).toMatch(/63\.5%.*53\.9% to 72\.1%/);
  expect(view!.get('[data-testid="sign-test"]').text()).toContain('about once in 130 studies');
  expect(view!.text()).not.toMatch(/\bp\s*[=<]/);
});

it('says why without answers, and shows no number that is none', async () => {
  await open(emptyReport(), [study('study-1', { judgements: 0 })]);
  expect(view!.get('[data-testid="verdict-sentence"]').text()).toContain('No judgements yet');
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
  await open(report({ state: 'closed' }), [study('study-1', { state: 'closed' })]);
  expect(view!.text()).toContain('closed, 390 of 507 judgements');
  expect(view!.findAll('button').map((button) => button.text())).not.toContain('Rate');
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

it('shows every rater, also one without a time or others to agree with', async () => {
  const unknown = { value: null, low: null, high: null, reason: 'none' };
  await open(
    report({
      raters: [
        {
          rater: 'Ada',
          judgements: 169,
          win: 80,
          lose: 50,
          draw: 39,
          left_share: null,
          median_ms: null,
          agreement: null,
          gold_right: unknown,
          self_agreement: unknown,
          side_switch: unknown,
          flags: ['too-fast'],
          excluded: null,
        },
      ],
    }),
  );
  const cells = view!.findAll('[data-testid="raters"] tbody tr > *').map((cell) => cell.text());
  expect(cells).toEqual(['Ada', '169', '80', '50', '39', '–', '–', '–', 'too-fast']);
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
    'query',
    'a1',
    'a2',
    'a3',
    'b1',
    'b2',
  ]);
  expect(split.text().replace(/\s+/g, ' ')).toContain('1 vote for A, 2 for B, 0 equal');
});

it('without a study says what will be here', async () => {
  await open(report(), []);
  expect(view!.text()).toContain('The verdict will be here');
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
