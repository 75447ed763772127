/** Parsers of option values. What they throw, commander prints with the option's name and exit code 2. */
import { InvalidArgumentError } from 'commander';

export function integer(low: number, high = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < low || value > high) {
      const most = high === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${high}`;
      throw new InvalidArgumentError(`It must be a whole number, at least ${low}${most}.`);
    }
    return value;
  };
}

export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  }
  return value;
}

/** `a,b,c` */
export function list(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.some((part) => part === '')) throw new InvalidArgumentError('It must be a list like a,b,c.');
  return parts;
}

/** `10,50,500` */
export function integers(low: number): (text: string) => number[] {
  return (text) => list(text).map(integer(low));
}

/** For an option that may come several times: collects the values. */
export function repeated(text: string, before: string[] = []): string[] {
  return [...before, text];
}
