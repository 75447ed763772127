/**
 * What people feel while a model trains at full load, in the real window: the time of recommendations asked through
 * the window's port, and the longest pause between two frames. Prints JSON.
 *
 *   npm run setup && npm run build && xvfb-run -a npx tsx test/bench/window-under-load.ts [recommendations]
 */
import { ask, takeEnginePort, until } from '../e2e/engine-port.ts';
import { newHome, openStudio } from '../e2e/studio.ts';

interface Measured {
  milliseconds: number[];
  frames: number[];
}

export async function windowUnderLoad(recommendations: number): Promise<Record<string, unknown>> {
  const { home, remove } = newHome();
  const studio = await openStudio({ home });
  const { page } = studio;
  try {
    // tsx keeps the names of functions by a helper that the page does not have.
    await page.evaluate('globalThis.__name = (named) => named');
    await takeEnginePort(page);
    const finished = async (id: string): Promise<void> => {
      const job = await until(
        async () => (await ask(page, 'jobs.list', {})).find((one) => one.id === id),
        (one) => one !== undefined && one.state !== 'running' && one.state !== 'queued',
        { what: `the end of job ${id}` },
      );
      if (job?.state !== 'done') throw new Error(`job ${id} ended as ${JSON.stringify(job)}`);
    };
    await finished((await ask(page, 'jobs.importDemo', { source: 'demo' })).id);
    const ready = await ask(page, 'jobs.train', { dataset: 'demo', preset: 'visual' });
    await finished(ready.id);
    const training = await ask(page, 'jobs.train', {
      dataset: 'demo',
      preset: 'pinsage',
      config: { training: { epochs: 1000 } },
    });
    await until(
      async () => (await ask(page, 'runs.show', { name: training.subject })).steps.length,
      (steps) => steps > 3,
      { what: 'the first steps of the training' },
    );
    const { milliseconds, frames } = await page.evaluate(measure, {
      run: ready.subject,
      recommendations,
    });
    const state = (await ask(page, 'jobs.list', {})).find(({ id }) => id === training.id)?.state;
    await ask(page, 'jobs.cancel', { id: training.id });
    return {
      recommendations: milliseconds.length,
      recommend_ms_median: quantile(milliseconds, 0.5),
      recommend_ms_p99: quantile(milliseconds, 0.99),
      recommend_ms_slowest: Math.max(...milliseconds),
      frames: frames.length,
      frame_ms_median: quantile(frames, 0.5),
      frame_ms_p99: quantile(frames, 0.99),
      frame_ms_slowest: Math.max(...frames),
      frames_over_50_ms: frames.filter((frame) => frame > 50).length,
      training: state,
    };
  } finally {
    await studio.close();
    remove();
  }
}

/** Runs in the page: asks one recommendation after the other, a frame apart, and times every frame. */
async function measure({
  run,
  recommendations,
}: {
  run: string;
  recommendations: number;
}): Promise<Measured> {
  const milliseconds: number[] = [];
  const frames: number[] = [];
  let going = true;
  let last = performance.now();
  const onFrame = (now: number): void => {
    frames.push(now - last);
    last = now;
    if (going) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  for (let i = 0; i < recommendations; i++) {
    const started = performance.now();
    await window.askEngine!('runs.recommend', { name: run, rows: [(i * 37) % 1400], k: 10 });
    milliseconds.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  going = false;
  return { milliseconds, frames: frames.slice(1) };
}

function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}

if (process.argv[1]?.endsWith('window-under-load.ts')) {
  void windowUnderLoad(Number(process.argv[2] ?? 200)).then((figures) =>
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`),
  );
}
