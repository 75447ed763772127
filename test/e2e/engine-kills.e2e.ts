/**
 * The engine killed again and again while a model trains: the window lives, says so, and the run goes on where its
 * last checkpoint stands. PINWISE_KILLS sets how often (12; the full check is 50).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, takeEnginePort, until } from './engine-port.ts';
import { newHome, openStudio, type Studio } from './studio.ts';

const kills = Number(process.env.PINWISE_KILLS ?? 12);
const { home, remove } = newHome();
let studio: Studio;
beforeAll(async () => {
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
  const imported = await ask(page, 'jobs.importDemo', { source: 'demo' });
  await until(
    () => ask(page, 'jobs.list', {}),
    (jobs) => jobs.some(({ id, state }) => id === imported.id && state === 'done'),
    { what: 'the import' },
  );
  const { subject: run } = await ask(page, 'jobs.train', {
    dataset: 'demo',
    preset: 'pinsage',
    config: { training: { epochs: 500 } },
  });
  let furthest = 0;
  for (let n = 0; n < kills; n++) {
    const before = (await ask(page, 'runs.show', { name: run })).summary.step;
    await until(
      async () => (await ask(page, 'runs.show', { name: run })).summary.step,
      (step) => step > before || step > furthest,
      { what: `a step after kill ${n}` },
    );
    furthest = Math.max(furthest, (await ask(page, 'runs.show', { name: run })).summary.step);
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
      async () => (await ask(page, 'runs.show', { name: run })).summary.state,
      (state) => state === 'interrupted',
      { what: 'the run being interrupted' },
    );
    await ask(page, 'jobs.resume', { run });
  }
  const step = (await ask(page, 'runs.show', { name: run })).summary.step;
  expect(step).toBeGreaterThan(0);
  expect(await page.locator('[data-testid="engine-state"]').innerText()).toMatch(/ready/i);
  // The training, and nothing that an engine before it had started; a look at the backend ends by itself.
  await until(
    () => roles('job'),
    (jobs) => jobs.length <= 1,
    { seconds: 30, what: 'the end of all jobs but the training' },
  );
});
