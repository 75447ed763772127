import { fork } from 'node:child_process';
import { MessageChannel } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../engine/contract/rpc.ts';
import { wireOf, wireOfIpc } from '../../../engine/host/wires.ts';
import type { ClosableWire } from '../../../engine/host/wires.ts';
import { bundle } from './bundle.ts';
import { echoContract } from './echo-contract.ts';
import { fakeElectronPorts } from './fake-electron-port.ts';
import { serveEcho } from './serve-echo.ts';

let program = '';
beforeAll(async () => {
  program = await bundle('test/engine/host/echo-child.ts');
});

/** This end of a wire whose other end serves the echo contract. */
const kinds: Record<string, () => ClosableWire> = {
  'MessagePort of Node': () => {
    const { port1, port2 } = new MessageChannel();
    serveEcho(wireOf(port2));
    return wireOf(port1);
  },
  'MessagePortMain of Electron': () => {
    const [here, there] = fakeElectronPorts();
    serveEcho(wireOf(there));
    return wireOf(here);
  },
  'child process': () => wireOfIpc(fork(program, { serialization: 'advanced' })),
};

describe.each(Object.entries(kinds))('a wire over a %s', (_, open) => {
  it('carries typed arrays, errors with code and details, and aborts', async () => {
    const wire = open();
    const client = connect(wire, echoContract);
    expect(await client.call('sum', { data: Float32Array.of(1, 2, 4) })).toEqual({ sum: 7 });
    await expect(client.call('refuse', {})).rejects.toMatchObject({
      code: 'no-way',
      message: 'row 3 is bad',
      details: { row: 3 },
    });

    const controller = new AbortController();
    const aborted = new Promise((resolve) => client.on('aborted', resolve));
    client.on('tick', () => controller.abort());
    await expect(client.call('wait', {}, { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await aborted;
    wire.close();
  });

  it('tells every listener once that it closed, and drops what is posted then', async () => {
    const wire = open();
    const client = connect(wire, echoContract);
    let told = 0;
    wire.onClose(() => told++);
    const open1 = client.call('wait', {});
    await new Promise<unknown>((resolve) => client.on('tick', resolve));
    wire.close();
    await expect(open1).rejects.toMatchObject({ code: 'engine-gone' });
    wire.post('dropped');
    wire.close();
    await new Promise<void>((resolve) => wire.onClose(resolve));
    expect(told).toBe(1);
  });
});

it('the other end of a MessagePort is told that it closed', async () => {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise<void>((resolve) => wireOf(port2).onClose(resolve));
  wireOf(port1).close();
  await closed;
});

it('a killed child closes the wire, and posting to it throws nothing', async () => {
  const child = fork(program, { serialization: 'advanced' });
  const wire = wireOfIpc(child);
  const client = connect(wire, echoContract);
  await client.call('sum', { data: Float32Array.of(1) });
  const closed = new Promise<void>((resolve) => wire.onClose(resolve));
  child.kill('SIGKILL');
  for (let i = 0; i < 100; i++) wire.post({ kind: 'abort', id: i });
  await closed;
  wire.post({ kind: 'abort', id: 0 });
});
