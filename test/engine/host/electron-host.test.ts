import { EventEmitter } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { connect, serve } from '../../../engine/contract/rpc.ts';
import { electronEngineHost, electronJobWire } from '../../../engine/host/electron-host.ts';
import type { ParentPort } from '../../../engine/host/electron-host.ts';
import type { ElectronPort } from '../../../engine/host/wires.ts';
import { wireOf } from '../../../engine/host/wires.ts';
import { echoContract } from './echo-contract.ts';
import { fakeElectronPorts } from './fake-electron-port.ts';
import { serveEcho } from './serve-echo.ts';

class FakeParentPort extends EventEmitter implements ParentPort {
  readonly asked: unknown[] = [];
  postMessage(message: unknown): void {
    this.asked.push(message);
  }
  say(data: unknown, ...ports: ElectronPort[]): void {
    this.emit('message', { data, ports });
  }
}

afterEach(() => void vi.useRealTimers());

it('asks main for a job, and gets its wire', async () => {
  const parentPort = new FakeParentPort();
  const { jobs } = electronEngineHost(parentPort);
  const starting = jobs.start('a');
  expect(parentPort.asked).toEqual([{ kind: 'start-job', id: 'a' }]);
  const [here, there] = fakeElectronPorts();
  serveEcho(wireOf(there));
  parentPort.say({ kind: 'job', id: 'a' }, here);
  const process = await starting;
  const client = connect(process.wire, echoContract);
  expect(await client.call('sum', { data: Float32Array.of(2, 3) })).toEqual({ sum: 5 });
  process.kill();
  expect(parentPort.asked[1]).toEqual({ kind: 'stop-job', id: 'a' });
  parentPort.say({ kind: 'job-gone', id: 'a', reason: 'killed' });
  expect(await process.gone).toBe('killed');
});

it('a job that main could not start is rejected with the reason', async () => {
  const parentPort = new FakeParentPort();
  const starting = electronEngineHost(parentPort).jobs.start('a');
  parentPort.say({ kind: 'job-gone', id: 'a', reason: 'launch failed' });
  await expect(starting).rejects.toMatchObject({
    code: 'job-gone',
    message: expect.stringContaining('launch failed') as string,
  });
});

it('a closed port counts as death, with the reason of main where that comes in time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const parentPort = new FakeParentPort();
  const { jobs } = electronEngineHost(parentPort);
  const start = async (id: string): Promise<{ gone: Promise<string>; there: ElectronPort }> => {
    const starting = jobs.start(id);
    const [here, there] = fakeElectronPorts();
    parentPort.say({ kind: 'job', id }, here);
    return { gone: (await starting).gone, there };
  };
  const silent = await start('silent');
  const told = await start('told');
  silent.there.close();
  told.there.close();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  parentPort.say({ kind: 'job-gone', id: 'told', reason: 'oom' });
  vi.advanceTimersByTime(5_000);
  expect(await told.gone).toBe('oom');
  expect(await silent.gone).toBe('its channel closed');
});

it('hands over ports that came before anybody listened; other messages are passed over', () => {
  const parentPort = new FakeParentPort();
  const host = electronEngineHost(parentPort);
  parentPort.say({ kind: 'people' }, fakeElectronPorts()[0]);
  parentPort.say({ kind: 'people' });
  parentPort.say({ kind: 'unheard-of' }, fakeElectronPorts()[0]);
  parentPort.say(null);
  parentPort.say({ kind: 'control' }, fakeElectronPorts()[0]);
  const people: unknown[] = [];
  const control: unknown[] = [];
  host.onPeople((wire) => people.push(wire));
  host.onControl((wire) => control.push(wire));
  parentPort.say({ kind: 'people' }, fakeElectronPorts()[0]);
  expect([people.length, control.length]).toEqual([2, 1]);
});

it('a job takes the port that main gives it', async () => {
  const parentPort = new FakeParentPort();
  const waiting = electronJobWire(parentPort);
  const [here, there] = fakeElectronPorts();
  parentPort.say({ kind: 'job', id: 'a' }, here);
  const { emit } = serve(await waiting, echoContract, {} as never);
  const tick = new Promise((resolve) => connect(wireOf(there), echoContract).on('tick', resolve));
  emit('tick', { at: 4 });
  expect(await tick).toEqual({ at: 4 });
});
