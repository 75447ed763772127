/** A study made on one machine and rated on two others, all through the command line. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { gatheredAssets } from '../gathered-assets.ts';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinwise-machines-'));
const file = (name: string): string => join(folder, name);
const on = (machine: string): void => void (process.env.PINWISE_HOME = join(folder, machine));
const small = ['hidden=8', 'output=4', 'negatives=10', 'batchSize=32'].flatMap((set) => ['--set', set]);

interface Trial {
  done?: true;
  question: string;
  left: { id: string }[];
}

/** Answers all by a rule that knows items and no sides. */
async function rate(study: string, rater: string): Promise<number> {
  for (let answered = 0; ; answered++) {
    const trial = (await jsonOf(['study', 'next', study, '--rater', rater])) as Trial;
    if (trial.done) return answered;
    const choice = trial.left[0].id < 'i3' ? 'left' : 'right';
    const answer = ['study', 'answer', study, '--rater', rater, '--question', trial.question];
    await jsonOf([...answer, '--choice', choice]);
  }
}

beforeAll(async () => {
  on('home');
  await gatheredAssets();
  await jsonOf(['data', 'import', tinyFolder(), '--as', 'tiny']);
  const train = ['train', '--data', 'tiny', '--preset'];
  await jsonOf([...train, 'pinsage', '--as', 'sage', '--epochs', '1', ...small]);
  await jsonOf([...train, 'annotation', '--as', 'titles']);
  await jsonOf(['study', 'create', '--runs', 'sage,titles', '--as', 'blind', '--questions', '10']);
  await jsonOf(['study', 'export', 'blind', '--to', file('blind.pinwise-study')]);
}, 120_000);

it('gives the same totals in either order and merged twice', async () => {
  const counts: number[] = [];
  for (const [machine, rater] of [
    ['ada', 'ada'],
    ['bob', 'bob'],
  ]) {
    on(machine);
    const taken = await jsonOf(['study', 'import', file('blind.pinwise-study')]);
    expect(taken).toMatchObject({ study: 'blind' });
    counts.push(await rate('blind', rater));
    const sent = await jsonOf(['study', 'answers', 'blind', '--to', file(`${machine}.answers`)]);
    expect(sent).toMatchObject({ judgements: counts.at(-1), raters: 1 });
    expect(await pinwiseIn(['study', 'report', 'blind'])).toMatchObject({ code: 2, out: '' });
  }
  expect(counts[0]).toBeGreaterThan(3);

  const reports: unknown[] = [];
  for (const order of [
    ['ada', 'bob', 'ada'],
    ['bob', 'ada', 'bob', 'bob'],
  ]) {
    cpSync(join(folder, 'home'), join(folder, order.join('-')), { recursive: true });
    on(order.join('-'));
    const added: number[] = [];
    for (const machine of order) {
      const merged = await jsonOf(['study', 'merge', 'blind', file(`${machine}.answers`)]);
      added.push((merged as { added: number }).added);
    }
    expect(added).toEqual(order.map((machine, i) => (order.indexOf(machine) === i ? counts[0] : 0)));
    reports.push(await jsonOf(['study', 'report', 'blind']));
  }
  expect(reports[1]).toEqual(reports[0]);
  expect(reports[0]).toMatchObject({ judgements: 2 * counts[0] });
});

it('refuses a changed byte: exit 2, the file named, nothing taken', async () => {
  on('home');
  const bytes = readFileSync(file('ada.answers'));
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(file('changed.answers'), bytes);
  const { code, out, err } = await pinwiseIn(['study', 'merge', 'blind', file('changed.answers')]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('changed.answers was changed after it was sealed');
  expect(await jsonOf(['study', 'report', 'blind'])).toMatchObject({ judgements: 0 });
  const missing = await pinwiseIn(['study', 'merge', 'blind', file('none')]);
  expect(missing).toMatchObject({
    code: 2,
    err: expect.stringContaining('cannot be read (ENOENT)') as string,
  });
});

it('keeps late answers out of a closed study: exit 2 with the cure, which counts them in its next version', async () => {
  on('bob-ada-bob-bob');
  const report = ['study', 'report', 'blind'];
  await jsonOf(['study', 'close', 'blind']);
  const closed = await jsonOf(report);
  expect(await jsonOf(['study', 'merge', 'blind', file('ada.answers')])).toMatchObject({ added: 0 });
  on('cid');
  await jsonOf(['study', 'import', file('blind.pinwise-study')]);
  const rated = await rate('blind', 'cid');
  await jsonOf(['study', 'answers', 'blind', '--to', file('cid.answers')]);
  on('bob-ada-bob-bob');
  const merge = ['study', 'merge', 'blind', file('cid.answers')];
  const { code, out, err } = await pinwiseIn(merge);
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  expect(err).toContain(
    `${rated} judgements that it does not have (${rated} given before it was closed, 0 after)`,
  );
  expect(err).toContain('--as NAME');
  expect(await jsonOf([...merge, '--as', 'blind-2'])).toMatchObject({
    ...{ study: 'blind-2', version: 2, added: rated, judgements: 3 * rated },
  });
  expect(await jsonOf(report)).toEqual(closed);
  expect(await jsonOf(['study', 'report', 'blind-2'])).toMatchObject({ judgements: 3 * rated });
  expect(await jsonOf(['study', 'merge', 'blind-2', file('cid.answers')])).toMatchObject({ added: 0 });
});
