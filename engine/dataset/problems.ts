/** What is wrong with the data, with file and row: collected over the whole import, so that all is told at once. */
import type { Warning } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';

/** Problems told one by one; the rest is counted. With the notes they are never more than 1,000 warnings. */
const told = 980;

/** A file that is of no use as a whole; the reader of the folder decides whether it can be done without. */
export class FileProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly row: number | null = null,
  ) {
    super(message);
  }
}

export class Problems {
  constructor(readonly onError: 'stop' | 'skip') {}
  private readonly faults: Warning[] = [];
  private readonly notes: Warning[] = [];
  private count = 0;
  /** Rows left out. */
  skipped = 0;

  /** A row that is left out. */
  reject(file: string, row: number, code: string, message: string): void {
    this.skipped++;
    this.fault(file, row, code, message);
  }

  /** Something wrong that leaves no row out. */
  fault(file: string, row: number | null, code: string, message: string): void {
    this.count++;
    if (this.faults.length < told) this.faults.push({ file, row, code, message });
  }

  /** Worth knowing, not wrong: never stops an import. */
  note(file: string, row: number | null, code: string, message: string): void {
    this.notes.push({ file, row, code, message });
  }

  /** @throws PinwiseError `bad-data` when something is wrong and the import is to stop at that */
  check(): void {
    if (this.onError === 'stop' && this.count > 0) throw this.error();
  }

  /** The import cannot go on, whatever `onError` says. */
  fatal(file: string, { code, message, row }: FileProblem): PinwiseError {
    this.fault(file, row, code, message);
    return this.error({ file, row, code, message });
  }

  /** In the order of reading, then the notes. */
  warnings(): Warning[] {
    return [...this.found(), ...this.notes];
  }

  private found(): Warning[] {
    const left = this.count - this.faults.length;
    const more = {
      file: '',
      row: null,
      code: 'more',
      message: `${left} more problems are not listed`,
    };
    return [...this.faults, ...(left > 0 ? [more] : [])];
  }

  /** @param cause what made going on impossible; told first where the import was not to stop at the others */
  private error(cause?: Warning): PinwiseError {
    const first = this.onError === 'skip' && cause ? cause : this.faults[0];
    const where = first.row === null ? first.file : `${first.file} row ${first.row}`;
    const more = this.count - 1;
    const rest = more > 0 ? ` (and ${more} more problem${more === 1 ? '' : 's'})` : '';
    return new PinwiseError('bad-data', `${where}: ${first.message}${rest}`, {
      details: this.found(),
    });
  }
}
