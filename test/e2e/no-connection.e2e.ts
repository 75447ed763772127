/** Local first, proven: the window and the command line under strace make no connection beyond this machine. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../root.ts';
import { ask, takeEnginePort, until } from './engine-port.ts';
import { electronPath, newHome, openStudio } from './studio.ts';

const withStrace = it.skipIf(spawnSync('strace', ['-V']).status !== 0);

/** Each connect(2) of a program and of all that it starts; execve(2) shows that they were watched. */
const tracedTo = (log: string): string[] => [
  ...['-f', '-qq', '--seccomp-bpf', '-e', 'trace=connect,execve', '-o', log],
];

/** Addresses of another machine in strace's lines of connect(2); Unix sockets, loopback and probes of routes are not. */
function addressesBeyond(trace: string): string[] {
  return trace
    .split('\n')
    .filter((line) => /sa_family=AF_INET6?/.test(line))
    .filter((line) => !/inet_addr\("127\.|"::1"|sin_port=htons\(0\)|sin6_port=htons\(0\)/.test(line));
}

it('the filter finds a connection beyond this machine, and only that', () => {
  const beyond =
    'connect(5, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.7")}, 16) = 0';
  const local =
    'connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0';
  expect(
    addressesBeyond(`${beyond}\n${local}\nconnect(3, {sa_family=AF_UNIX, sun_path="/x"}, 8) = 0`),
  ).toEqual([beyond]);
});

withStrace('the trace has the connections of a process that a traced one starts', () => {
  const { home, remove } = newHome();
  const log = join(home, 'connect.trace');
  // Discard, at an address of this machine that the filter does not know: refused, and nothing leaves.
  const connect = `require('net').connect(9, '0.0.0.0').on('error', () => 0)`;
  const parent = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(connect)}])`;
  spawnSync('strace', [...tracedTo(log), process.execPath, '-e', parent]);
  expect(addressesBeyond(readFileSync(log, 'utf8'))).toEqual([expect.stringContaining('sin_port=htons(9)')]);
  remove();
});

withStrace('the studio, from start to a data set imported and the end, connects to nothing', async () => {
  const { home, remove } = newHome();
  const log = join(home, 'connect.trace');
  const studio = await openStudio({ home, executable: tracedElectron(home, log) });
  const { page } = studio;
  await takeEnginePort(page);
  const { id } = await ask(page, 'jobs.importDemo', { source: 'demo' });
  await until(
    () => ask(page, 'jobs.list', {}),
    (jobs) => jobs.some((job) => job.id === id && job.state === 'done'),
    { what: 'the import' },
  );
  await page.evaluate(() => (window.location.hash = '/data/demo'));
  await page.getByTestId('item').first().waitFor();
  await studio.close();
  const trace = readFileSync(log, 'utf8');
  // Electron talks to the display: an empty trace would mean that nothing was traced.
  expect(trace).toMatch(/connect\(.*AF_UNIX/);
  expect(addressesBeyond(trace)).toEqual([]);
  remove();
});

withStrace('the command line, from an import to a model that is asked, connects to nothing', () => {
  const { home, remove } = newHome();
  const log = join(home, 'connect.trace');
  const env = { ...process.env, PINWISE_HOME: home };
  for (const words of [
    ['data', 'import', join(root, 'test/fixtures/boards'), '--as', 'boards'],
    ['train', '--data', 'boards', '--preset', 'pinsage', '--as', 'sage', '--epochs', '1'],
    ['recommend', 'sage', '--query', 'a1'],
    ['doctor'],
  ]) {
    const command = [process.execPath, join(root, 'engine/cli/pinwise.mjs'), ...words, '--json'];
    const { status, stderr } = spawnSync('strace', [...tracedTo(log), ...command], { env, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const trace = readFileSync(log, 'utf8');
    expect(trace).toMatch(/execve\(/);
    expect(addressesBeyond(trace), words.join(' ')).toEqual([]);
  }
  remove();
});

/** A program that is Electron with the repository, traced; without the switches by which Playwright keeps it quieter. */
function tracedElectron(home: string, log: string): string {
  const program = join(home, 'traced-electron');
  const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
  const command = ['strace', ...tracedTo(log), electronPath()].map(quoted).join(' ');
  writeFileSync(program, `#!/bin/sh\nexec ${command} "$@" ${quoted(root)}\n`, { mode: 0o755 });
  return program;
}
