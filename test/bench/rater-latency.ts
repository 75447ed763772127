/**
 * From a rater's key to the next question with all its pictures, in the raters' own window: the answer is on disk in
 * between. Needs a home that has a study (and asks it as a rater of its own). Prints JSON; ends with 1 when the 99th
 * percentile is 100 ms or more.
 *
 *   xvfb-run -a npx tsx test/bench/rater-latency.ts HOME STUDY
 */
import { openRater, openStudio } from '../e2e/studio.ts';

const limitMs = 100;

async function raterLatency(home: string, study: string): Promise<{ ms_p99: number }> {
  const studio = await openStudio({ home });
  try {
    const rater = await openRater(studio, study);
    // tsx keeps the names of functions by a helper that the page does not have.
    await rater.evaluate('globalThis.__name = (named) => named');
    await rater.locator('#rater-name').fill(`bench ${Date.now()}`);
    for (let screen = 'hello'; screen !== 'asking' || (await practising(rater));) {
      await rater.keyboard.press(screen === 'asking' ? '1' : 'Enter');
      await rater.waitForTimeout(300);
      screen = (await rater.getByTestId('rater').getAttribute('data-screen')) ?? '';
    }
    const milliseconds = await rater.evaluate(answerAll);
    const sorted = milliseconds.sort((x, y) => x - y);
    const at = (p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
    return Object.assign(
      { answers: sorted.length, ms_median: at(0.5) },
      { ms_p99: at(0.99), ms_slowest: sorted.at(-1), limit_ms: limitMs },
    );
  } finally {
    await studio.close();
  }
}

const practising = async (rater: Awaited<ReturnType<typeof openRater>>): Promise<boolean> =>
  (await rater.getByText(/^Practice,/).count()) > 0;

/** Runs in the page: answers until there is nothing to answer, each timed until the frame that shows the next one. */
async function answerAll(): Promise<number[]> {
  const times: number[] = [];
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const shown = (): string | undefined =>
    document.querySelector('[data-testid="rater-progress"]')?.textContent ?? undefined;
  const whole = (): boolean =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0);
  const screen = (): string | null | undefined =>
    document.querySelector('[data-testid="rater"]')?.getAttribute('data-screen');
  while (screen() === 'asking' || screen() === 'rest') {
    if (screen() === 'rest') {
      document.querySelector<HTMLElement>('[data-testid="rater-go-on"]')?.click();
      await new Promise((resolve) => setTimeout(resolve, 400));
      continue;
    }
    const before = shown();
    const started = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true }));
    while (screen() === 'asking' && (shown() === before || !whole())) await frame();
    if (screen() === 'asking') times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  return times;
}

void raterLatency(process.argv[2], process.argv[3]).then((figures) => {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  if (figures.ms_p99 >= limitMs) process.exitCode = 1;
});
