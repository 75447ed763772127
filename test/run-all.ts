/**
 * `npm test`: everything that continuous integration runs. Steps of one stage run two at a time, what each says kept whole
 * and in order. A failing step does not hide the ones after it, except where they need it. Ends with a table of
 * the steps and one line of counts.
 */
import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { root } from './root.ts';

interface Step {
  name: string;
  command: string[];
  /** Vitest's report, where the step is made of tests. */
  report?: string;
  /** The steps after it make no sense when it failed. */
  needed?: boolean;
}

const results = join(root, 'test', 'results');
const vitest = (name: string, projects: string[]): Step => ({
  name,
  report: join(results, `${name}.json`),
  command: [
    'vitest',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${join(results, `${name}.json`)}`,
  ],
});

/** One stage after the other; steps of one stage touch nothing of each other's. */
const stages: Step[][] = [
  [{ name: 'set-up', command: ['tsx', 'electron/runtime/setup.ts'], needed: true }],
  [
    { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
    { name: 'lint', command: ['eslint', '.'] },
    { name: 'types', command: ['vue-tsc', '-b'] },
    { name: 'unused code', command: ['knip'] },
  ],
  [{ name: 'build', command: ['tsx', 'electron/runtime/build.ts'], needed: true }],
  [vitest('unit', ['unit', 'renderer'])],
  [
    {
      name: 'end-to-end',
      command: ['tsx', 'test/run-e2e.ts', '--outputFile', join(results, 'end-to-end.json')],
      report: join(results, 'end-to-end.json'),
    },
  ],
];

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
});

interface Outcome {
  name: string;
  ok: boolean;
  seconds: number;
  passed: number;
  failed: number;
  skipped: number;
}

interface Ran {
  outcome: Outcome;
  /** What the step wrote, where it was kept back. */
  said: string;
}

/** @param kept what the step writes is returned, standard output and errors as they came, instead of shown at once */
async function runStep({ name, command: [tool, ...words], report }: Step, kept: boolean): Promise<Ran> {
  const header = `\n=== ${name}: ${tool} ${words.join(' ')}\n`;
  if (!kept) process.stdout.write(header);
  const stdio: StdioOptions = kept ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const started = Date.now();
  const child = spawn(process.execPath, [binary(tool), ...words], { cwd: root, stdio });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => pieces.push(piece));
  const [code] = (await once(child, 'close')) as [number | null];
  const ok = code === 0;
  const outcome = { name, ok, seconds: (Date.now() - started) / 1000, ...counts(ok, report) };
  return { outcome, said: kept ? header + Buffer.concat(pieces).toString() : '' };
}

/** Runs a stage, two steps at a time, and shows each step as soon as it and all before it have ended. */
async function runStage(stage: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...stage.entries()];
  const ran: (Ran | undefined)[] = stage.map(() => undefined);
  let shown = 0;
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      ran[next[0]] = await runStep(next[1], stage.length > 1);
      for (; ran[shown]; shown++) process.stdout.write(ran[shown]!.said);
    }
  };
  await Promise.all([one(), one()]);
  return ran.map((step) => step!.outcome);
}

/** Script of a tool of ours, so that no shell and no PATH stand between. */
function binary(tool: string): string {
  const { bin } = JSON.parse(readFileSync(join(root, 'node_modules', tool, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return join(root, 'node_modules', tool, typeof bin === 'string' ? bin : bin[tool]);
}

function counts(ok: boolean, report: string | undefined): Pick<Outcome, 'passed' | 'failed' | 'skipped'> {
  const whole = { passed: Number(ok), failed: Number(!ok), skipped: 0 };
  if (!report) return whole;
  try {
    const found = Report.parse(JSON.parse(readFileSync(report, 'utf8')));
    const failed = found.numFailedTests || (ok ? 0 : Math.max(1, found.numFailedTestSuites));
    return { passed: found.numPassedTests, failed, skipped: found.numPendingTests };
  } catch {
    return whole;
  }
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const outcomes: Outcome[] = [];
for (const stage of stages) {
  const ended = await runStage(stage);
  outcomes.push(...ended);
  if (stage.some(({ needed }, i) => needed && !ended[i].ok)) break;
}

const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0);
process.stdout.write('\n');
for (const { name, ok, seconds, passed, failed, skipped } of outcomes) {
  const tests = passed + failed + skipped > 1 ? `${passed} passed, ${failed} failed, ${skipped} skipped` : '';
  process.stdout.write(
    `${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.toFixed(0).padStart(5)} s  ${tests}\n`,
  );
}
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
