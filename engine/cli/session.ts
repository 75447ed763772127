import type { Environment } from './environment.ts';
import { progressBar } from './render/progress-bar.ts';
import type { ProgressBar } from './render/progress-bar.ts';

/** One run of a command: where results, notes and progress go. */
export interface Session extends Environment {
  readonly json: boolean;
  /** The command's result, once: as JSON with `--json`, else in the words of `forPeople`. */
  print<T>(result: T, forPeople: (result: T) => string): void;
  /** One JSON line on stdout, for commands that answer as they go; fails when it could not be written. */
  line(value: unknown): Promise<void>;
  /** Something worth knowing beside the result; on stderr. */
  note(text: string): void;
  /** A progress bar on stderr. */
  progress(label: string): ProgressBar;
}

export function openSession(environment: Environment, json: boolean): Session {
  const { stdout, stderr, now } = environment;
  return {
    ...environment,
    json,
    print(result, forPeople) {
      // JSON has no NaN and no infinity; JSON.stringify writes null for both.
      stdout.write(`${json ? JSON.stringify(result) : forPeople(result)}\n`);
    },
    line: (value) =>
      new Promise((resolve, reject) => {
        stdout.write(`${JSON.stringify(value)}\n`, (error) => (error ? reject(error) : resolve()));
      }),
    note: (text) => void stderr.write(`${text}\n`),
    progress: (label) => progressBar({ stream: stderr, label, now }),
  };
}
