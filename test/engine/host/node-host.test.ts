import { expect, it } from 'vitest';
import { connect } from '../../../engine/contract/rpc.ts';
import { parseArguments } from '../../../engine/host/arguments.ts';
import { processArguments } from '../../../engine/contract/host.ts';
import { nodeJobStarter, nodeWire } from '../../../engine/host/node-host.ts';
import { bundle } from './bundle.ts';
import { echoContract } from './echo-contract.ts';

const options = { home: '/h', assets: '/a', version: '1.2.3' };

it('forks the program; a killed one says by what, an orderly end with which code', async () => {
  const starter = nodeJobStarter(await bundle('test/engine/host/echo-child.ts'), options);
  const [killed, ended] = await Promise.all([starter.start('a'), starter.start('b')]);
  expect(await connect(killed.wire, echoContract).call('sum', { data: Float32Array.of(1, 1) })).toEqual({
    sum: 2,
  });
  await connect(ended.wire, echoContract).call('sum', { data: Float32Array.of(1) });
  killed.kill();
  expect(await killed.gone).toBe('killed by SIGKILL');
  ended.wire.close();
  expect(await ended.gone).toBe('exit code 0');
});

it('a program that cannot run is gone at once', async () => {
  const child = await nodeJobStarter('/nowhere/main.cjs', options).start('a');
  expect(await child.gone).toBe('exit code 1');
});

it('refuses to serve without a channel', () => {
  expect(() => nodeWire({ connected: false } as NodeJS.Process)).toThrow(/fork/);
});

it('arguments read back as they were written, among those of the host', () => {
  const written = processArguments({ role: 'job', ...options });
  expect(parseArguments(['--type=utility', ...written, '--inspect'])).toEqual({ role: 'job', ...options });
  expect(() => parseArguments(written.slice(1))).toThrow(/--role/);
  expect(() => parseArguments(written.slice(0, 2))).toThrow(/--assets/);
});
