/**
 * The engine killed again and again while a model trains: the window lives, says so, and the run goes on where its
 * last checkpoint stands. PINWISE_KILLS sets how often (12; the full check is 50).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importDataset } from '../../engine/dataset/import-dataset.ts';
import { tinyFolder } from '../engine/jobs/tiny-folder.ts';
import { ask, takeEnginePort, until } from './engine-port.ts';
import { newHome, openStudio, type Studio } from './studio.ts';

const kills = Number(process.env.PINWISE_KILLS ?? 12);
const { home, remove } = newHome();
let studio: Studio;
beforeAll(async () => {
  // Small, so that a training is soon at work again; more of its epochs than it gets through.
  await importDataset({ home, source: tinyFolder(), name: 'tiny', onError: 'stop' });
  studio = await openStudio({ home });
});
afterAll(async () => {
  await studio.close();
  remove();
});

/** Ids of the living utility processes of one role, by the name that main gave them. */
const roles = (role: 'engine' | 'job'): Promise<number[]> =>
  studio.app.evaluate(
    ({ app }, wanted) =>
      app
        .getAppMetrics()
        .filter(({ type, name }) => type === 'Utility' && name?.toLowerCase().includes(wanted))
        .map(({ pid }) => pid),
    role,
  );

async function engineBack(): Promise<void> {
  await studio.page.waitForFunction(
    async () => {
      const answer = await window.studio.invoke('engine.state', {});
      return answer.ok && answer.value.state === 'ready';
    },
    undefined,
    { timeout: 60_000 },
  );
  await takeEnginePort(studio.page);
}

it.runIf(process.platform === 'linux')(`${kills} kills in training`, async () => {
  const { page } = studio;
  await engineBack();
  const { subject: run } = await ask(page, 'jobs.train', {
    dataset: 'tiny',
    preset: 'pinsage',
    config: { training: { epochs: 10_000, batchSize: 8 } },
  });
  const summary = async () => (await ask(page, 'runs.show', { name: run })).summary;
  /** The last step that the killed ones told of. */
  let reached = 0;
  const goesOn = (): Promise<number> =>
    until(
      async () => (await summary()).step,
      (step) => step > reached,
      { what: `a step after ${reached}` },
    );
  for (let n = 0; n < kills; n++) {
    await goesOn();
    const [engine] = await roles('engine');
    expect(engine, 'an engine to kill').toBeGreaterThan(0);
    process.kill(engine, 'SIGKILL');
    await until(
      () => roles('engine'),
      (engines) => engines.length === 1 && engines[0] !== engine,
      { what: 'another engine' },
    );
    await engineBack();
    // The training of a dead engine ends with it; its run is not "running" and can be resumed.
    await until(
      async () => (await summary()).state,
      (state) => state === 'interrupted',
      { what: 'the run being interrupted' },
    );
    reached = (await summary()).step;
    await ask(page, 'jobs.resume', { run });
  }
  await goesOn();
  expect(await page.locator('[data-testid="engine-state"]').innerText()).toMatch(/ready/i);
  // The training, and nothing that an engine before it had started; a look at the backend ends by itself.
  await until(
    () => roles('job'),
    (jobs) => jobs.length <= 1,
    { seconds: 30, what: 'the end of all jobs but the training' },
  );
});
