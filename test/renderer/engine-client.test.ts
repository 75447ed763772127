import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngineClient, type EngineClient } from '../../renderer/engine-client.ts';
import { closePorts, fakeEngine, until } from './fake-engine.ts';

const never = () => new Promise<never>(() => undefined);
const code = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  );
const job = {
  id: 'j1',
  kind: 'train' as const,
  label: 'Train',
  subject: 'run-1',
  state: 'running' as const,
  stage: 'training',
  done: 1,
  total: 2,
  secondsLeft: null,
  startedAt: '2026-01-01T00:00:00Z',
  error: null,
};
let client: EngineClient;
beforeEach(() => (client = createEngineClient()));
afterEach(closePorts);

it('lets a call wait for the first engine', async () => {
  const answer = client.call('presets.list', {});
  client.attach(fakeEngine({ 'presets.list': () => [] }).port);
  expect(await answer).toEqual([]);
});

it('asks a question again of the next engine when the first stopped with it open', async () => {
  const first = fakeEngine({ 'runs.list': never });
  client.attach(first.port);
  const answer = client.call('runs.list', {});
  await until(() => first.calls.length === 1);
  client.detach();
  const second = fakeEngine({ 'runs.list': () => [] });
  client.attach(second.port);
  expect(await answer).toEqual([]);
  expect(second.calls.map(({ name }) => name)).toEqual(['runs.list']);
});

it('asks again too when the new engine is there before the old one was said to be gone', async () => {
  const first = fakeEngine({ 'runs.list': never });
  client.attach(first.port);
  const answer = client.call('runs.list', {});
  await until(() => first.calls.length === 1);
  client.attach(fakeEngine({ 'runs.list': () => [] }).port);
  expect(await answer).toEqual([]);
});

it('gives a question up after three engines', async () => {
  const answer = code(client.call('runs.list', {}));
  for (let attempt = 1; attempt <= 3; attempt++) {
    const engine = fakeEngine({ 'runs.list': never });
    client.attach(engine.port);
    await until(() => engine.calls.length === 1);
    client.detach();
  }
  expect(await answer).toBe('engine-gone');
});

it.each([
  ['jobs.train', { dataset: 'demo', preset: 'pinsage', config: {}, seed: 0 }],
  ['jobs.resume', { run: 'run-1' }],
  ['jobs.importDemo', { source: 'demo' }],
  ['jobs.cancel', { id: 'j1' }],
  ['jobs.dismiss', { id: 'j1' }],
  ['runs.remove', { name: 'run-1' }],
  ['datasets.remove', { name: 'demo' }],
] as const)('does not repeat a change that may have happened: %s', async (name, params) => {
  const first = fakeEngine({ [name]: never });
  client.attach(first.port);
  const answer = code(client.call(name, params as never));
  await until(() => first.calls.length === 1);
  client.detach();
  const second = fakeEngine({ [name]: () => job, 'presets.list': () => [] });
  client.attach(second.port);
  expect(await answer).toBe('engine-gone');
  // Messages keep their order: what was sent before this question would be here with it.
  await client.call('presets.list', {});
  expect(second.calls.map((call) => call.name)).toEqual(['presets.list']);
});

it('sends a change that no engine has seen yet', async () => {
  const answer = client.call('jobs.resume', { run: 'run-1' });
  client.attach(fakeEngine({ 'jobs.resume': () => job }).port);
  expect(await answer).toEqual(job);
});

it('rejects what waits when the engine will not come back, with the reason', async () => {
  const answer = client.call('runs.list', {});
  const said = expect(answer).rejects.toMatchObject({ code: 'engine-failed', message: 'no memory' });
  await Promise.resolve();
  client.giveUp('no memory');
  await said;
});

it('rejects a question that was open when the engine was given up', async () => {
  const engine = fakeEngine({ 'runs.list': never });
  client.attach(engine.port);
  const answer = code(client.call('runs.list', {}));
  await until(() => engine.calls.length === 1);
  client.giveUp('no memory');
  expect(await answer).toBe('engine-failed');
});

it('rejects what is asked after it was given up, until another engine comes', async () => {
  client.giveUp('no memory');
  expect(await code(client.call('runs.list', {}))).toBe('engine-failed');
  client.attach(fakeEngine({ 'runs.list': () => [] }).port);
  expect(await client.call('runs.list', {})).toEqual([]);
});

it('waits again when an engine that was given up is started again', async () => {
  client.giveUp('no memory');
  client.detach();
  const answer = client.call('runs.list', {});
  client.attach(fakeEngine({ 'runs.list': () => [] }).port);
  expect(await answer).toEqual([]);
});

it('passes errors on with code and message, and does not ask again for them', async () => {
  const engine = fakeEngine({});
  client.attach(engine.port);
  await expect(client.call('runs.list', {})).rejects.toMatchObject({
    code: 'no-fake',
    message: 'no fake for runs.list',
  });
  expect(engine.calls).toHaveLength(1);
});

it('tells the engine that a question is not wanted any more', async () => {
  const engine = fakeEngine({ 'runs.list': never });
  client.attach(engine.port);
  const controller = new AbortController();
  void client.call('runs.list', {}, { signal: controller.signal }).catch(() => undefined);
  await until(() => engine.calls.length === 1);
  controller.abort();
  await until(() => engine.calls[0].signal.aborted);
});

it('does not send what was aborted while it waited', async () => {
  const controller = new AbortController();
  const answer = client.call('runs.list', {}, { signal: controller.signal });
  controller.abort();
  const engine = fakeEngine({ 'runs.list': () => [], 'presets.list': () => [] });
  client.attach(engine.port);
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  await client.call('presets.list', {});
  expect(engine.calls.map(({ name }) => name)).toEqual(['presets.list']);
});

it('hears the events of every engine, until it stops listening', async () => {
  const heard: string[] = [];
  const stop = client.on('job.changed', ({ id }) => heard.push(id));
  const first = fakeEngine({});
  client.attach(first.port);
  first.emit('job.changed', { ...job, id: 'one' });
  await until(() => heard.length === 1);
  const second = fakeEngine({ 'presets.list': () => [] });
  client.attach(second.port);
  second.emit('job.changed', { ...job, id: 'two' });
  await until(() => heard.length === 2);
  stop();
  second.emit('job.changed', { ...job, id: 'three' });
  await client.call('presets.list', {});
  expect(heard).toEqual(['one', 'two']);
});

it('says at once that an engine is attached, and at every later one', () => {
  const heard: string[] = [];
  client.onAttached(() => heard.push('early'));
  client.attach(fakeEngine({}).port);
  const stop = client.onAttached(() => heard.push('late'));
  client.attach(fakeEngine({}).port);
  stop();
  client.attach(fakeEngine({}).port);
  expect(heard).toEqual(['early', 'late', 'early', 'late', 'early']);
});
