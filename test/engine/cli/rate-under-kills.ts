import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openRecords } from '../../../evaluations/records/open-records.ts';
import { random } from '../../../evaluations/random.ts';
import type { Random } from '../../../evaluations/random.ts';
import { durableStudy } from './durable-study.ts';

const RATER = 'script';
/** Acknowledgements of one life, at most, before it is killed. */
const LIFE = 25;

export interface Survived {
  kills: number;
  acknowledged: number;
  /** Acknowledged, but not in the store when the process was dead. */
  lost: string[];
  /** In the store more than once. */
  doubled: string[];
  /** In the store, but not as it was first sent. */
  changed: string[];
  stored: number;
}

interface Stored {
  question: string;
  choice: string;
  ms: number;
}

/**
 * Pipes answers into `study rate` and kills it with SIGKILL at random moments, again and again; the last life may
 * finish. After every death the store is compared with what was acknowledged.
 */
export async function rateUnderKills(
  program: string,
  home: string,
  kills: number,
  seed: number,
): Promise<Survived> {
  const store = join(home, 'studies.sqlite');
  const rng = random(seed, 'kills');
  const questions = durableStudy(store, kills * LIFE + 10);
  const choices = ['left', 'right', 'equal'];
  const answers = questions.map((question, i) => ({ question, choice: choices[rng.below(3)], ms: i }));
  const acknowledged = new Set<string>();
  const lost = new Set<string>();
  let died = 0;
  for (let life = 0; acknowledged.size < answers.length; life++) {
    const open = answers.findIndex(({ question }) => !acknowledged.has(question));
    // A rater who does not know what was recorded sends some of it again.
    const sent = answers.slice(Math.max(0, open - 3));
    const mortal = life < kills;
    const heard = await oneLife(program, home, sent, mortal ? rng : null);
    if (mortal) died++;
    for (const question of heard) acknowledged.add(question);
    const stored = new Set(read(store).map(({ question }) => question));
    for (const question of acknowledged) if (!stored.has(question)) lost.add(question);
    if (!mortal) break;
  }
  const rows = read(store);
  const counts = new Map<string, number>();
  for (const { question } of rows) counts.set(question, (counts.get(question) ?? 0) + 1);
  const wanted = new Map(answers.map((answer) => [answer.question, answer]));
  return {
    kills: died,
    acknowledged: acknowledged.size,
    lost: [...lost],
    doubled: [...counts].filter(([, count]) => count > 1).map(([question]) => question),
    changed: rows
      .filter(({ question, choice, ms }) => {
        const answer = wanted.get(question)!;
        return answer.choice !== choice || answer.ms !== ms;
      })
      .map(({ question }) => question),
    stored: rows.length,
  };
}

/** One process from start to death; returns the questions that it acknowledged in whole lines. */
async function oneLife(
  program: string,
  home: string,
  answers: object[],
  rng: Random | null,
): Promise<string[]> {
  const child = spawn(process.execPath, [program, 'study', 'rate', 'durable', '--rater', RATER], {
    env: { ...process.env, PINWISE_HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const after = rng ? 1 + rng.below(LIFE - 1) : Infinity;
  let text = '';
  let doomed = false;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (rng && !doomed && text.split('\n').length > after) {
      doomed = true;
      void wait(rng.next() * 4).then(() => child.kill('SIGKILL'));
    }
  });
  // A killed reader breaks the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  const [code] = (await once(child, 'close')) as [number | null];
  if (!rng && code !== 0) throw new Error(`the rater that nobody killed ended with ${code}`);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { question: string }).question);
}

function read(path: string): Stored[] {
  const records = openRecords(path);
  try {
    return records.db
      .prepare(
        `SELECT question, choice, ms FROM judgements JOIN questions ON questions.id = question_id
         WHERE undone_at IS NULL`,
      )
      .all([]) as Stored[];
  } finally {
    records.close();
  }
}
