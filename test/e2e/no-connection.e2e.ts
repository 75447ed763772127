/** Local first, proven: the whole application under strace makes no connection beyond this machine. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../root.ts';
import { electronPath, newHome } from './studio.ts';

const withStrace = it.skipIf(spawnSync('strace', ['-V']).status !== 0);

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

withStrace('the studio, from start to a data set imported, connects to nothing', async () => {
  const { home, remove } = newHome();
  const log = join(home, 'connect.trace');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    'strace',
    ['-f', '-qq', '-e', 'trace=connect', '-o', log, electronPath(), ...asRoot, '--disable-gpu', root],
    { env: { ...process.env, PINWISE_HOME: home }, stdio: 'ignore', detached: true },
  );
  const pinwise = spawnSync(
    process.execPath,
    [join(root, 'engine/cli/pinwise.mjs'), 'data', 'import', 'demo', '--json'],
    { env: { ...process.env, PINWISE_HOME: home }, encoding: 'utf8' },
  );
  await new Promise((resolve) => setTimeout(resolve, 8000));
  process.kill(-child.pid!, 'SIGKILL');
  const trace = readFileSync(log, 'utf8');
  expect(pinwise.stderr + pinwise.stdout).toContain('demo');
  // Electron talks to the display: an empty trace would mean that nothing was traced.
  expect(trace).toMatch(/connect\(/);
  expect(addressesBeyond(trace)).toEqual([]);
  remove();
});
