import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rateUnderKills } from './rate-under-kills.ts';
import { ratingProgram } from './rating-program.ts';

const kills = Number(process.env.PINWISE_KILLS ?? 15);
const newHome = (): string => mkdtempSync(join(tmpdir(), 'pinwise-kills-'));
let real: string;
let hasty: string;

beforeAll(async () => {
  [real, hasty] = await Promise.all([ratingProgram('real'), ratingProgram('hasty')]);
});
afterAll(() => {
  for (const program of [real, hasty]) rmSync(dirname(program), { recursive: true, force: true });
});

it(
  `study rate killed ${kills} times with SIGKILL: every acknowledged judgement is there exactly once`,
  async () => {
    const survived = await rateUnderKills(real, newHome(), kills, 1);
    expect(survived).toMatchObject({ kills, lost: [], doubled: [], changed: [] });
    expect(survived.stored).toBe(survived.acknowledged);
    expect(survived.stored).toBe(kills * 25 + 10);
  },
  60_000 + kills * 10_000,
);

it('null control: a store that acknowledges before it writes loses judgements under the same kills', async () => {
  const survived = await rateUnderKills(hasty, newHome(), 5, 2);
  expect(survived.lost.length).toBeGreaterThan(0);
});
