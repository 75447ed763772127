/** The report of a study as PDF and as HTML, with one click each, in the real window. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { studyReport } from '../../evaluations/records/study-report.ts';
import { judgedStore } from '../evaluations/records/judged-store.ts';
import { root } from '../root.ts';
import { settled } from './settled.ts';
import { openStudio, type Studio } from './studio.ts';

const store = judgedStore({ raters: ['Ada', 'Grace', 'Ben'], pictures: true }, { questions: 40, gold: 2 });
const { home } = store;
const pictures = join(home, 'datasets', 'demo', 'pictures', '0');
const screenshots = join(root, 'test', 'results', 'screenshots', 'report');
let studio: Studio;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  mkdirSync(screenshots, { recursive: true });
  for (let row = 0; row < 200; row++) {
    writeFileSync(
      join(pictures, String(row)),
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="${1 + (row % 4)}" fill="hsl(${row * 7} 60% 50%)"/></svg>`,
    );
  }
  studio = await openStudio({ home });
  await studio.page.evaluate(() => (window.location.hash = '/verdict/look'));
  await studio.page.waitForSelector('[data-testid="verdict-sentence"]');
});
afterAll(async () => {
  await studio.close();
  store.remove();
});

/** Clicks, and answers the dialog that asks where to. */
async function save(format: 'pdf' | 'html'): Promise<Buffer> {
  const path = join(home, `saved.${format}`);
  await studio.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await studio.page.getByTestId(`report-${format}`).click();
  await studio.page.getByText(`Exported to saved.${format}.`).waitFor();
  return readFileSync(path);
}

it('prints a PDF of several pages, with the pictures and page numbers', async () => {
  const pdf = await save('pdf');
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const text = pdf.toString('latin1');
  const pages = text.match(/\/Type\s*\/Page\b/g)!.length;
  expect(pages).toBeGreaterThan(3);
  expect(pages).toBeLessThan(15);
  expect(text).toMatch(/\/MediaBox \[0 0 (594\.9\d*|612) (841\.\d+|842|792)\]/);
  expect(pdf.length).toBeGreaterThan(30_000);
});

it('lists every format in one menu', async () => {
  await studio.page.getByTestId('export-menu').click();
  const options = studio.page.locator('.n-dropdown-option');
  await options.first().waitFor();
  expect(await options.allInnerTexts()).toEqual([
    'Report, HTML',
    'Report, PDF',
    'Judgements, CSV',
    'Judgements, JSON Lines',
    'Judgements, Parquet',
  ]);
  await studio.page.screenshot({ path: join(screenshots, 'menu.png') });
  await studio.page.keyboard.press('Escape');
});

it('leaves no window and no session behind, and runs nothing in the page that it prints', async () => {
  const windows = await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
  expect(studio.said.filter((line) => line.startsWith('page error'))).toEqual([]);
});

it('writes one page that holds everything', async () => {
  const page = (await save('html')).toString('utf8');
  expect(page).toMatch(/^<!DOCTYPE html>/);
  expect(page.match(/data:image\/svg\+xml;base64,/g)!.length).toBeGreaterThan(12);
  const { hash, pairs } = studyReport(store.records, 'look');
  expect(page).toContain(hash);
  expect(page).toContain(`<data value="${pairs[0].share_of_wins.value}">`);
});

it('looks finished on a screen, light and dark', async () => {
  const opened = studio.app.waitForEvent('window');
  await studio.app.evaluate(
    async ({ BrowserWindow, session }, file) => {
      const window = new BrowserWindow({
        ...{ show: false, width: 1000, height: 1400 },
        webPreferences: { sandbox: true, offscreen: true, session: session.fromPartition('look') },
      });
      await window.loadFile(file);
    },
    join(home, 'saved.html'),
  );
  const page = await opened;
  const shots: Buffer[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await settled(page);
    shots.push(await page.screenshot({ path: join(screenshots, `${theme}.png`) }));
  }
  await page.close();
  for (const { length } of shots) expect(length).toBeGreaterThan(20_000);
  expect(shots[0].equals(shots[1])).toBe(false);
});
