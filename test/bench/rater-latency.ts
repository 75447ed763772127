/**
 * From a rater's key to the next question with all its pictures, in the real window: the answer is on disk in between.
 * Needs a home that has a study (and asks it as a rater of its own). Prints JSON.
 *
 *   xvfb-run -a npx tsx test/bench/rater-latency.ts HOME STUDY
 */
import { openStudio } from '../e2e/studio.ts';

async function raterLatency(home: string, study: string): Promise<Record<string, unknown>> {
  const studio = await openStudio({ home });
  const { page } = studio;
  try {
    // tsx keeps the names of functions by a helper that the page does not have.
    await page.evaluate('globalThis.__name = (named) => named');
    await page.evaluate((to) => (window.location.hash = to), `/rate/${study}`);
    const name = page.locator('#rater-name');
    await name.fill(`bench ${Date.now()}`);
    await name.press('Enter');
    await page.getByTestId('rater-query').waitFor();
    await page.waitForTimeout(500);
    const milliseconds = await page.evaluate(answerAll);
    const sorted = milliseconds.sort((x, y) => x - y);
    const at = (p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
    return { answers: sorted.length, ms_median: at(0.5), ms_p99: at(0.99), ms_slowest: sorted.at(-1) };
  } finally {
    await studio.close();
  }
}

/** Runs in the page: answers until there is nothing to answer, each timed until the frame that shows the next one. */
async function answerAll(): Promise<number[]> {
  const times: number[] = [];
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const shown = (): string | undefined =>
    document.querySelector('[data-testid="rater-progress"]')?.textContent ?? undefined;
  const whole = (): boolean =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0);
  const asking = (): boolean =>
    document.querySelector('[data-testid="rater"]')?.getAttribute('data-screen') === 'asking';
  while (asking()) {
    const before = shown();
    const started = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true }));
    while (asking() && (shown() === before || !whole())) await frame();
    if (asking()) times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  return times;
}

void raterLatency(process.argv[2], process.argv[3]).then((figures) =>
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`),
);
