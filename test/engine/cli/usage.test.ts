import type { Command } from 'commander';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CliCommand } from '../../../engine/cli/command.ts';
import { pinwise } from '../../../engine/cli/program.ts';
import { environment, pinwiseIn } from './terminal.ts';

beforeAll(() => {
  process.env.PINWISE_HOME = mkdtempSync(join(tmpdir(), 'pinwise-cli-'));
});

const leaves = (command: Command, path: string[] = []): { path: string[]; command: Command }[] =>
  command.commands.length === 0
    ? [{ path, command }]
    : command.commands.flatMap((inner) => leaves(inner, [...path, inner.name()]));
const commands = leaves(pinwise(environment()));

it('has these commands and no others', () => {
  expect(commands.map(({ path }) => path.join(' ')).sort()).toEqual(
    [
      ...[
        'ablation',
        'analyze',
        'data import',
        'data list',
        'data remove',
        'data show',
        'demo',
        'doctor',
        'embed',
        'evaluate',
        'export',
      ],
      ...['neighbors', 'presets', 'recommend', 'runs diff', 'runs list', 'runs remove', 'runs show'],
      ...[
        'study answer',
        'study close',
        'study create',
        'study list',
        'study next',
        'study power',
        'study rate',
      ],
      ...['study report', 'study undo', 'train', 'study repair', 'study replay', 'study selfcheck'],
      ...['study export', 'study import', 'study answers', 'study merge'],
      ...['bench ann', 'bench embed', 'bench sample', 'bench step'],
      ...['readout'],
    ].sort(),
  );
});

it('shows the default of a list as it would be typed', async () => {
  const { out } = await pinwiseIn(['evaluate', '--help']);
  expect(out.replaceAll(/\s+/g, ' ')).toContain('(default: 10,50,500)');
});

describe.each(commands.map(({ path, command }) => ({ name: path.join(' '), path, command })))(
  'pinwise $name --help',
  ({ path, command }) => {
    it('shows an example whose commands and options exist', async () => {
      const { code, out, err } = await pinwiseIn([...path, '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('--json');
      const examples = out
        .slice(out.indexOf('Example:'))
        .split('\n')
        .filter((line) => line.startsWith('  pinwise '));
      expect(examples.some((line) => line.startsWith(`  pinwise ${path.join(' ')}`))).toBe(true);
      for (const line of examples) {
        const words = line.trim().split(' ').slice(1);
        const meant = commands.find((one) => one.path.every((name, i) => words[i] === name));
        expect(meant, line).toBeDefined();
        const known = meant!.command.options.flatMap(({ short, long }) => [short, long]);
        for (const option of words.filter((word) => word.startsWith('-'))) {
          expect(known, line).toContain(option);
        }
      }
    });

    it('refuses an unknown option with exit 2, one line on stderr and nothing on stdout', async () => {
      const { code, out, err } = await pinwiseIn([...path, ...needed(command), '--no-such-option']);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^pinwise: unknown option '--no-such-option'/);
      expect(err).toContain(`see "pinwise ${path.join(' ')} --help"`);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(command.options.length).toBeGreaterThan(1);
    });
  },
);

it.each<[string, string[], RegExp]>([
  ['an unknown command, with the near miss', ['trian'], /Did you mean train/],
  ['a group without its command', ['study'], /Commands:/],
  ['a number that is none', ['demo', '--seeds', 'three'], /whole number, at least 1/],
  ['a share above 1', ['neighbors', 'demo', '--item', 'a', '--restart', '1.5'], /from 0 to 1/],
  ['an index that there is not', ['recommend', 'r', '--query', 'a', '--index', 'tree'], /exact, hnsw, lsh/],
  [
    'a query and a context',
    ['recommend', 'r', '--query', 'a', '--context', 'c'],
    /one of --query, --items and --context/,
  ],
  ['neither query nor context', ['recommend', 'r'], /one of --query, --items and --context/],
  ['train without data', ['train', '--preset', 'pinsage'], /--data and --preset/],
  ['resume beside other options', ['train', '--resume', 'r', '--seed', '1'], /no other option/],
  ['an unknown preset', ['train', '--data', 'demo', '--preset', 'pinsega'], /choose one of pinsage/],
  ['an unknown run', ['runs', 'show', 'no-such'], /no run "no-such"/],
  ['an unknown data set', ['data', 'show', 'no-such'], /no data set "no-such"/],
  ['a run named twice', ['evaluate', 'r', 'r'], /named twice/],
  ['too many runs in a study', ['study', 'create', '--runs', 'a,b,c,d,e,f,g'], /at most 6 runs, not 7/],
  ['one run against itself', ['study', 'create', '--runs', 'a,a'], /two or more different runs/],
  [
    'a kind of trial that there is not',
    ['study', 'create', '--runs', 'a,b', '--trial', 'swap'],
    /Allowed choices are pair, lists, grade/,
  ],
  ['a choice that there is not', answer('up'), /Allowed choices are left, equal, right/],
  ['an unknown study', answer('left'), /no study named s/],
  ['a source that is not there', ['data', 'import', '/no/such/folder'], /no\/such\/folder/],
])('%s: exit 2 and one clear message', async (_, words, message) => {
  const { code, out, err } = await pinwiseIn(words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
  expect(err).not.toMatch(/\n {4}at /);
});

it('shows where in the program an error happened with --debug only', async () => {
  const { code, err } = await pinwiseIn(['runs', 'show', 'no-such', '--debug']);
  expect(code).toBe(2);
  expect(err).toMatch(/\n {4}at /);
});

it('takes values that look like options as values', async () => {
  const rater = await pinwiseIn(['study', 'next', 's', '--rater', '-V']);
  expect(rater).toMatchObject({ code: 2, out: '' });
  expect(rater.err).toContain('no study named s');
});

it('says its version', async () => {
  expect(await pinwiseIn(['--version'])).toEqual({ code: 0, out: '0.0.0-test\n', err: '' });
});

it('gives --json to a command from wherever it stands', async () => {
  const program: CliCommand = pinwise(environment());
  expect(program.commands.every(({ options }) => options.some(({ long }) => long === '--json'))).toBe(true);
  for (const words of [
    ['--json', 'runs', 'list'],
    ['runs', '--json', 'list'],
    ['runs', 'list', '--json'],
  ]) {
    expect(await pinwiseIn(words)).toEqual({ code: 0, out: '[]\n', err: '' });
  }
});

/** The options without which a command says first that they are missing. */
const needed = (command: Command): string[] =>
  command.options.flatMap(({ mandatory, long, argChoices }) =>
    mandatory && long ? [long, argChoices?.[0] ?? 'x'] : [],
  );

function answer(choice: string): string[] {
  return ['study', 'answer', 's', '--rater', 'r', '--question', 'q0001', '--choice', choice];
}
