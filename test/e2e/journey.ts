/**
 * The whole way once, as people go it: the demo imported, two models trained, compared, a study designed, two raters who
 * practise and answer by keyboard with a kill in the middle, a verdict, its report as PDF. Used on the repository's
 * window and on the packaged application.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect } from 'vitest';
import { root } from '../root.ts';
import { ask, takeEnginePort, until } from './engine-port.ts';
import {
  answer,
  enter,
  finish,
  leaveRating,
  practice,
  progress,
  questions,
  raters,
  startRating,
  undoAndAnswerAgain,
} from './rating-steps.ts';
import { settled } from './settled.ts';
import { kill, openStudio, resize, type OpenOptions, type Studio } from './studio.ts';

export interface Journey {
  options: OpenOptions;
  /** Where the screenshots go, under test/results/screenshots; none without it. */
  screenshots?: string;
}

const beforeTheKill = 9;
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;

export async function makeJourney({ options, screenshots }: Journey): Promise<void> {
  let studio = await openStudio(options);
  try {
    await look(studio, screenshots, 'welcome');
    await importDemo(studio);
    await look(studio, screenshots, 'dataset');
    await item(studio, screenshots);
    await train(studio, 'visual');
    const run = await train(studio, 'pinsage', () => look(studio, screenshots, 'training'));
    await openView(studio, `/models/run/${run}`);
    await look(studio, screenshots, 'run');
    await tryNewItem(studio, screenshots);
    await openView(studio, '/models');
    await look(studio, screenshots, 'models');
    await compare(studio, screenshots);
    const study = await makeStudy(studio, screenshots);

    let rater = await startRating(studio, study, (page) => look(studio, screenshots, 'instructions', page));
    await look(studio, screenshots, 'trial', rater);
    await answer(rater, beforeTheKill);
    await kill(studio);

    studio = await openStudio(options);
    rater = await startRating(studio, study);
    expect(await progress(rater)).toMatch(new RegExp(`^${beforeTheKill} of`));
    await undoAndAnswerAgain(rater, beforeTheKill);
    await finish(rater);
    await look(studio, screenshots, 'thanks', rater);
    // The second rater takes the chair.
    await rater.keyboard.press('Enter');
    await rater.waitForSelector('[data-screen="hello"]');
    await enter(rater, raters[1]);
    await finish(rater);
    await leaveRating(rater);
    const shown = judgementsOf(options.home);
    expect(shown.asked).toBeGreaterThanOrEqual(25);
    expect(shown.standing).toBe(raters.length * shown.asked);
    expect(shown.distinct).toBe(shown.standing);
    expect(shown.practice).toBe(raters.length * practice);

    await openView(studio, `/verdict/${study}`);
    await studio.page.waitForSelector('[data-testid="verdict-sentence"]');
    expect(await studio.page.getByTestId('verdict-sentence').innerText()).toMatch(/\w+/);
    await look(studio, screenshots, 'verdict');
    expect((await savedPdf(studio, options.home)).toString('latin1', 0, 5)).toBe('%PDF-');
    await openView(studio, `/study/${study}`);
    await look(studio, screenshots, 'study');
    expect(studio.said.filter((line) => line.startsWith('page error'))).toEqual([]);
  } finally {
    await studio.close().catch(() => undefined);
  }
}

async function openView({ page }: Studio, path: string): Promise<void> {
  await page.evaluate((to) => (window.location.hash = to), path);
  await page.waitForFunction((to) => window.location.hash === `#${to}`, path);
  await page.waitForLoadState('networkidle');
}

/** Keeps the present view in light and dark, at both sizes. */
async function look(
  studio: Studio,
  folder: string | undefined,
  name: string,
  page = studio.page,
): Promise<void> {
  if (!folder) return;
  const to = join(root, 'test', 'results', 'screenshots', folder);
  mkdirSync(to, { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const [width, height] of sizes) {
      await resize(studio, width, height, page);
      await settled(page);
      await page.screenshot({ path: join(to, `${name}-${theme}-${width}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await resize(studio, ...sizes[0], page);
}

async function importDemo({ page }: Studio): Promise<void> {
  await page.getByTestId('welcome-demo').click();
  await page.getByTestId('dataset-card').first().waitFor({ timeout: 300_000 });
  await page.evaluate(() => (window.location.hash = '/data/demo'));
  await page.getByTestId('item').first().waitFor();
}

async function item(studio: Studio, screenshots: string | undefined): Promise<void> {
  await studio.page.getByTestId('item').first().click();
  await studio.page.waitForURL(/items\/\d+/);
  await studio.page.waitForLoadState('networkidle');
  await look(studio, screenshots, 'item');
}

/** On a finished model's page: an item that it never saw, by a picture, a title and a context; by keyboard where typed. */
async function tryNewItem(studio: Studio, screenshots: string | undefined): Promise<void> {
  const { page } = studio;
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>';
  const file = { name: 'new.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) };
  await page.getByTestId('try-file').setInputFiles(file);
  await page.waitForSelector('[data-testid="try-near"] img');
  await page.getByRole('textbox', { name: 'Title' }).fill('grinning cat');
  await page.getByTestId('context-search').fill('cat');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() =>
    document.querySelector('[data-testid="try-near"]')?.textContent?.includes('cat'),
  );
  await look(studio, screenshots, 'try-item');
  const broken = { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
  await page.getByRole('button', { name: 'Take the picture away' }).click();
  await page.getByTestId('try-file').setInputFiles(broken);
  await page.getByRole('alert').getByText('neither SVG, PNG, JPEG nor WebP').waitFor();
}

/** Trains a preset from its form; `meanwhile` happens while it runs. Returns the run's name. */
async function train(studio: Studio, preset: string, meanwhile?: () => Promise<void>): Promise<string> {
  const { page } = studio;
  await openView(studio, '/models/new');
  await page.getByTestId(`preset-${preset}`).check({ force: true });
  await page.getByTestId('start-training').click();
  await page.waitForURL(/models\/run\//);
  const run = decodeURIComponent(/run\/([^/?]+)/.exec(page.url())![1]);
  await takeEnginePort(page);
  const state = async (): Promise<string> => (await ask(page, 'runs.show', { name: run })).summary.state;
  if (meanwhile) {
    await until(
      async () => (await ask(page, 'runs.show', { name: run })).epochs.length,
      (epochs) => epochs > 1,
      { what: 'the second epoch' },
    );
    await meanwhile();
  }
  await until(state, (now) => now !== 'running' && now !== 'interrupted', { what: `${preset} trained` });
  expect(await state()).toBe('finished');
  return run;
}

async function compare(studio: Studio, screenshots: string | undefined): Promise<void> {
  const { page } = studio;
  await openView(studio, '/compare');
  await page.getByTestId('columns').waitFor();
  const title = (): Promise<string> => page.getByTestId('query-title').innerText();
  const first = await title();
  await page.keyboard.press('ArrowRight');
  await until(title, (now) => now !== first, { seconds: 20, what: 'the next query' });
  // A disagreement can be gone to as soon as those of all queries are counted.
  await page.getByText('Over all queries they share').waitFor();
  await page.getByTestId('measuring').waitFor({ state: 'detached' });
  const second = await title();
  await page.keyboard.press('d');
  await until(title, (now) => now !== second, { seconds: 20, what: 'a query where the models disagree' });
  await page.waitForSelector('[data-testid="columns"][aria-busy="false"]');
  await look(studio, screenshots, 'compare');
}

async function makeStudy(studio: Studio, screenshots: string | undefined): Promise<string> {
  const { page } = studio;
  await openView(studio, '/study/new');
  const field = page.getByTestId('study-questions').locator('input');
  await field.fill(String(questions));
  await field.press('Tab');
  const judgements = page.getByTestId('study-judgements').locator('input');
  await judgements.fill(String(raters.length));
  await judgements.press('Tab');
  await page.getByTestId('group-checks').locator('summary').click();
  const first = page.getByTestId('study-practice').locator('input');
  await first.fill(String(practice));
  await first.press('Tab');
  await look(studio, screenshots, 'designer');
  await page.getByTestId('open-study').click();
  await page.getByTestId('rate').waitFor();
  return decodeURIComponent(/study\/([^/?]+)/.exec(page.url())![1]);
}

/** The report, by one click and an answer to the dialog that asks where to. */
async function savedPdf({ app, page }: Studio, home: string): Promise<Buffer> {
  const path = join(home, 'report.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await page.getByTestId('report-pdf').click();
  await page.getByText('Exported to report.pdf.').waitFor();
  return readFileSync(path);
}

/** Read with SQLite itself, not through Pinwise. */
function judgementsOf(home: string): Record<'standing' | 'distinct' | 'asked' | 'practice', number> {
  const db = new Database(join(home, 'studies.sqlite'), { readonly: true } as never);
  try {
    const [row] = db
      .prepare(
        `SELECT (SELECT count(*) FROM judgements WHERE undone_at IS NULL) AS standing,
                (SELECT count(*) FROM (SELECT DISTINCT rater_id, question_id FROM judgements
                                       WHERE undone_at IS NULL)) AS "distinct",
                (SELECT count(*) FROM questions WHERE ordinal IS NOT NULL AND kind <> 'practice') AS asked,
                (SELECT count(*) FROM practice) AS practice`,
      )
      .all([]) as ReturnType<typeof judgementsOf>[];
    return row;
  } finally {
    db.close();
  }
}
