/**
 * How long people wait for 200 recommendations, asked one after the other while a training runs at full load beside
 * the engine. Prints one JSON line; `ok` says whether each took less than 300 ms.
 *
 *   npx tsx test/bench/answers-under-load.ts
 */
import { isOver, startEngine } from '../engine/jobs/start-engine.ts';

const asked = 200;
const allowedMs = 300;

const engine = await startEngine();
const { client } = engine;
const over = async (job: { id: string }): Promise<void> => {
  const { state, error } = await engine.job(job.id, isOver);
  if (state !== 'done') throw new Error(`${state}: ${error?.message}`);
};
await over(await client.call('jobs.importDemo', { source: 'demo' }));
await over(await client.call('jobs.train', { dataset: 'demo', preset: 'visual', name: 'answering' }));
const [{ items }] = await client.call('datasets.list', {});

const training = await client.call('jobs.train', {
  dataset: 'demo',
  preset: 'pinsage',
  config: { training: { epochs: 1_000 } },
  name: 'learning',
});
await engine.job(training.id, ({ done }) => done > 0);

const ms: number[] = [];
for (let i = 0; i < asked; i++) {
  const since = performance.now();
  await client.call('runs.recommend', { name: 'answering', rows: [(i * 97) % items], k: 50 });
  ms.push(performance.now() - since);
  // A person does not ask without pause; steps of the training pass meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const job = (await client.call('jobs.list', {})).find(({ id }) => id === training.id);
ms.sort((a, b) => a - b);
const at = (share: number): number => Number(ms[Math.ceil(share * asked) - 1].toFixed(1));
const report = {
  items,
  asked,
  p50_ms: at(0.5),
  p95_ms: at(0.95),
  max_ms: at(1),
  training: { state: job?.state, step: job?.done },
  ok: job?.state === 'running' && at(1) < allowedMs,
};
console.log(JSON.stringify(report));
await engine.stop();
process.exitCode = report.ok ? 0 : 1;
