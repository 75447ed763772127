/** A design that somebody wrote down as JSON. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDesign, studyDesign } from '../../../engine/cli/study/study-design.ts';
import { pinwiseIn } from './terminal.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'pinwise-design-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function written(design: unknown): string {
  const path = join(folder, 'design.json');
  writeFileSync(path, JSON.stringify(design));
  return path;
}
const read = (design: object) => studyDesign(readDesign(written({ runs: ['x', 'y'], ...design })), () => 's');

it('may state a part of the rule that leaves raters out', () => {
  expect(read({ exclude: { goldBelow: 0.6 } }).exclude).toEqual({
    ...{ goldBelow: 0.6, selfAgreementBelow: null, flags: [] },
  });
  expect(read({}).exclude).toEqual({ goldBelow: null, selfAgreementBelow: null, flags: [] });
});

it.each([
  [{ question: 5 }, 'there is no setting "question"; there is name, title, runs, '],
  [
    { exclude: { gold: 0.5 } },
    'exclude: there is no setting "gold"; there is goldBelow, selfAgreementBelow, flags',
  ],
  [{ exclude: { flags: ['lazy'] } }, 'exclude.flags.0: '],
  [{ questions: 'many' }, 'questions: '],
])('refuses %j, naming file and setting', (design, message) => {
  expect(() => read(design)).toThrow(`design.json: ${message}`);
});

it('the help of the command names the settings for which it has no option', async () => {
  const { out } = await pinwiseIn(['study', 'create', '--help']);
  for (const name of ['consent', 'instructions', 'breakEvery', 'gapMinutes', 'stop', 'exclude', 'too-fast'])
    expect(out).toContain(name);
});
