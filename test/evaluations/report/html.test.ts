// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { judgedQuestions } from '../../../evaluations/analysis/judged-questions.ts';
import { offlineAgreement } from '../../../evaluations/analysis/offline-agreement.ts';
import { reportPage } from '../../../evaluations/report/html.ts';
import type { ReportedStudy } from '../../../evaluations/report/reported-study.ts';
import { judgedStudy } from '../analysis/judged-study.ts';
import { answers, dot, fullStudy, parsed, reportedStudy, threeRuns, words } from './reported-study.ts';

/** Every number in a value, with the way to it. */
function numbers(value: unknown, way = 'report'): [string, number][] {
  if (typeof value === 'number') return [[way, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => numbers(inner, `${way}.${key}`));
}
const shown = (page: Document): Set<string> =>
  new Set([...page.querySelectorAll('data')].map((data) => data.getAttribute('value')!));

describe('the page of a report', () => {
  const studies: [string, ReportedStudy][] = [
    ['two runs', reportedStudy()],
    ['strata, gold, repeats, both good or poor, an exclusion', reportedStudy(fullStudy())],
    ['three runs', reportedStudy(threeRuns())],
  ];

  it.each(studies)('holds every number of the report, exact: %s', (_, study) => {
    const found = shown(parsed(reportPage(study)));
    const missing = numbers(study.report).filter(([, value]) => !found.has(String(value)));
    expect(missing).toEqual([]);
    expect(numbers(study.report).length).toBeGreaterThan(50);
  });

  it.each(studies)('rounds no number to another one: %s', (_, study) => {
    for (const data of parsed(reportPage(study)).querySelectorAll('data')) {
      const exact = Number(data.getAttribute('value'));
      const text = data.textContent!.replace('−', '-').replaceAll(',', '');
      if (text === 'two thirds') continue;
      const isShare = text.endsWith('%') || text.endsWith(' points');
      const said = parseFloat(text) * (text.endsWith(' s') ? 1000 : isShare ? 0.01 : 1);
      const step = text.endsWith(' s') ? 50 : isShare ? 0.0005 : 0.005;
      expect(Math.abs(said - exact), `${text} for ${exact}`).toBeLessThanOrEqual(step + 1e-12);
    }
  });

  it('begins with the sentence', () => {
    const study = reportedStudy();
    const page = parsed(reportPage(study));
    const said = [...page.querySelectorAll('.sentence, .rest')].map((part) => part.textContent).join(' ');
    expect(said).toBe(study.report.sentence);
    expect(words(page).indexOf(study.report.sentence.slice(0, 30))).toBeLessThan(120);
  });

  it('keeps its order: outcomes, share, agreement, raters, ranking, checks, pictures, method, limits, lineage', () => {
    const heads = [...parsed(reportPage(reportedStudy())).querySelectorAll('h2')].map(
      (head) => head.textContent,
    );
    expect(heads).toEqual([
      'Questions by outcome',
      'Share of wins',
      'Agreement of the raters',
      'Rater by rater',
      'Ranking',
      'Adjusted for what was shown',
      'Can this be trusted?',
      'Where raters disagreed most',
      'Method',
      'Limits',
      'Where every number comes from',
    ]);
  });

  it('draws the outcomes of a pair as parts of one bar that add up to the whole', () => {
    const study = reportedStudy();
    const [pair] = study.report.pairs;
    const bar = parsed(reportPage(study)).querySelector('svg.outcomes')!;
    const widths = Object.fromEntries(
      [...bar.querySelectorAll('rect')].map((part) => [
        part.getAttribute('class'),
        part.getAttribute('width'),
      ]),
    );
    const share = (n: number): string => `${Number(((100 * n) / pair.questions).toFixed(3))}%`;
    expect(widths).toEqual({
      win: share(pair.win),
      draw: share(pair.draw),
      inconclusive: share(pair.inconclusive),
      lose: share(pair.lose),
    });
    const total = Object.values(widths).reduce((sum: number, width) => sum + parseFloat(width as string), 0);
    expect(total).toBeCloseTo(100, 2);
    expect(bar.getAttribute('aria-label')).toContain(`pinsage won ${pair.win}`);
  });

  it.each(studies)('has tables that a screen reader can walk, with captions and scopes: %s', (_, study) => {
    for (const table of parsed(reportPage(study)).querySelectorAll('table')) {
      expect(table.querySelector('caption')?.textContent).toBeTruthy();
      for (const head of table.querySelectorAll('th'))
        expect(head.getAttribute('scope')).toMatch(/^(row|col)$/);
      const widths = [...table.querySelectorAll('tr')].map((row) => row.children.length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('says whether offline metrics agreed, for each kind of query; and nothing of it where nobody knows', () => {
    const judged = judgedStudy(answers, { draws: 2 });
    const offline = offlineAgreement(
      judgedQuestions(judged).map(({ outcome }, i) => ({
        slice: i % 2 ? 'degree 1 to 4' : 'degree 5 or more',
        difference: i % 5 === 4 ? null : 1 / (1 + (i % 3)) - 1 / 2,
        preference: outcome === 'a' || outcome === 'b' ? outcome : null,
      })),
    );
    expect(offline).toHaveLength(3);
    const page = parsed(reportPage(reportedStudy(judged, { offline })));
    const found = shown(page);
    expect(numbers(offline).filter(([, value]) => !found.has(String(value)))).toEqual([]);
    expect(words(page)).toContain('Did the offline metric agree?');
    expect(words(parsed(reportPage(reportedStudy(judged))))).not.toContain('offline');
  });

  it('names the runs of each question, of several pairs too', () => {
    const study = reportedStudy(threeRuns());
    const cards = [...parsed(reportPage(study)).querySelectorAll('.split > li > p')].map((card) =>
      card.textContent!.replace(/\s+/g, ' '),
    );
    const runs = { a: 'pinsage', b: 'visual', c: 'walk' } as Record<string, string>;
    expect(cards).toEqual(
      study.report.disagreements.map(
        ({ question, pair: [x, y], votes }) =>
          `${question}: ${votes.a} ${runs[x]}, ${votes.b} ${runs[y]}, ${votes.equal} equal`,
      ),
    );
    expect(cards.some((card) => card.includes('walk'))).toBe(true);
  });

  it('fetches nothing and runs nothing', () => {
    const page = reportPage(reportedStudy());
    expect(page).not.toMatch(/https?:|url\((?!#)|@import|javascript:|<script|<link|<iframe|<a /i);
    const sources = [...parsed(page).querySelectorAll('[src], [href]')].map((one) => one.getAttribute('src'));
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.every((source) => source === dot)).toBe(true);
  });

  it.each(studies)('is the same page again, and after the study went through JSON: %s', (_, study) => {
    const again = JSON.parse(JSON.stringify(study)) as ReportedStudy;
    expect(reportPage({ ...again, picture: study.picture })).toBe(reportPage(study));
  });

  it('shows no number that is none, without any answer', () => {
    const page = parsed(
      reportPage(
        reportedStudy(
          judgedStudy(
            answers.map(() => '...'),
            { draws: 2 },
          ),
        ),
      ),
    );
    expect(words(page)).not.toMatch(/NaN|null|undefined|Infinity/);
    expect(words(page)).toContain('No judgements yet');
    expect(page.querySelector('.pictures')).toBeNull();
  });

  it('says what it says', async () => {
    const study = reportedStudy(fullStudy());
    await expect(words(parsed(reportPage(study)))).toMatchFileSnapshot('./report-words.txt');
  });
});

describe('whatever stands in a study', () => {
  const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> ]]> &amp; \u0000\u0008\ud800 \u202e`;
  const evilStudy = (): ReportedStudy => {
    const study = reportedStudy(judgedStudy(answers, { draws: 1 }), {
      design: { title: evil, instructions: evil, consent: evil, runs: [evil, evil], revises: evil },
      ...{ dataset: evil, credit: evil, version: evil, createdAt: evil, picture: () => evil },
    });
    const item = { id: evil, title: evil, picture: evil };
    return {
      ...study,
      report: {
        ...study.report,
        ...{ study: evil, hash: evil, sentence: evil },
        pairs: study.report.pairs.map((pair) => ({ ...pair, a: evil, b: evil })),
        raters: study.report.raters.map((rater) => ({ ...rater, rater: evil })),
        checks: [{ name: evil, outcome: 'failed', meaning: evil }],
        ranking: study.report.ranking.map((one) => ({ ...one, run: evil })),
        ranking_reason: evil,
        disagreements: study.report.disagreements.map((one) => ({
          ...{ ...one, question: evil, query: item, a: [item], b: [item] },
        })),
      },
      arms: study.arms.map((arm) => ({
        ...{ ...arm, run: evil, preset: evil, checkpoint: evil },
        lineage: { config: { [evil]: evil }, seed: 1, data: evil, split: evil, backend: evil, version: evil },
      })),
    };
  };

  it.each(['application/xhtml+xml', 'text/html'] as const)('stays text when read as %s', (type) => {
    const page = reportPage(evilStudy());
    const found = new DOMParser().parseFromString(page, type);
    expect(found.querySelector('parsererror, script, iframe, object, link, a, form')).toBeNull();
    for (const element of found.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^href$|^srcdoc$/);
    }
    expect(found.querySelectorAll('img')).toHaveLength(0);
    expect(found.querySelector('h1')!.textContent).toContain('<script>alert(1)</script>"\'>');
    // eslint-disable-next-line no-control-regex
    expect(page).not.toMatch(/[\u0000\u0008]/);
  });

  it('leaves out a picture that is not data of a picture', () => {
    for (const source of [
      'https://example.com/a.png',
      'studio://app/pictures/demo/1',
      'data:text/html;base64,PHA+',
      'data:image/png,<svg>',
      `${dot}" onerror="x`,
    ]) {
      const page = parsed(reportPage(reportedStudy(undefined, { picture: () => source })));
      expect(page.querySelectorAll('img'), source).toHaveLength(0);
      expect(page.querySelectorAll('.no-picture').length).toBeGreaterThan(0);
    }
  });
});
