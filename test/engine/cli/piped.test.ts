import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatheredAssets } from '../gathered-assets.ts';
import { jsonOf } from './terminal.ts';
import { durableStudy } from './durable-study.ts';
import { ratingProgram } from './rating-program.ts';

const ITEMS = 4000;
let program: string;

beforeAll(async () => {
  program = await ratingProgram('real');
  process.env.PINWISE_HOME = mkdtempSync(join(tmpdir(), 'pinwise-piped-'));
  await gatheredAssets();
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-piped-'));
  const ids = Array.from({ length: ITEMS }, (_, i) => `item-with-a-long-name-${i}`);
  writeFileSync(join(folder, 'items.csv'), ['id,title', ...ids.map((id) => `${id},${id}`), ''].join('\n'));
  writeFileSync(join(folder, 'edges.csv'), ['item,context', ...ids.map((id) => `${id},c`), ''].join('\n'));
  await jsonOf(['data', 'import', folder, '--as', 'large']);
});
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));

const neighbors = [
  'neighbors',
  'large',
  '--item',
  'item-with-a-long-name-0',
  '-k',
  '4000',
  '--walks',
  '20000',
];

it('a reader that is slow gets the whole document, longer than a pipe holds', async () => {
  const child = spawn(process.execPath, [program, ...neighbors, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  await wait(1500);
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk as string;
    await wait(5);
  }
  expect((await closed)[0]).toBe(0);
  expect(text.length).toBeGreaterThan(200_000);
  expect((JSON.parse(text) as { neighbors: unknown[] }).neighbors.length).toBeGreaterThan(3_500);
});

it('a writer that keeps the pipe open does not keep alive what has ended: Ctrl+C 130, a bad line 2', async () => {
  const store = join(mkdtempSync(join(tmpdir(), 'pinwise-piped-')), 'studies.sqlite');
  durableStudy(store, 2);
  const ends: ((child: ChildProcess) => unknown)[] = [
    (child) => child.kill('SIGINT'),
    (child) => child.stdin!.write('no answer\n'),
  ];
  const codes: unknown[] = [];
  for (const end of ends) {
    const child = spawn(process.execPath, [program, 'study', 'rate', 'durable', '--rater', 'r'], {
      env: { ...process.env, PINWISE_HOME: dirname(store) },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    child.stdin.write('{"question": "q0001", "choice": "left"}\n');
    await once(child.stdout, 'data');
    end(child);
    codes.push((await exited)[0]);
    child.stdin.destroy();
  }
  expect(codes).toEqual([130, 2]);
});

it('a reader that has seen enough is no error', async () => {
  const child = spawn(process.execPath, [program, ...neighbors], { stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
