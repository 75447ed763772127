import type { TrialKind } from '../../../../evaluations/design/question.ts';
import { PinwiseError } from '../../../contract/rpc.ts';

export interface PowerOptions {
  trial: TrialKind;
  win?: number;
  lose?: number;
  draw?: number;
  difference?: number;
  differenceSd: number;
  questions?: number;
  power: number;
  alpha: number;
  raters?: number;
  judgements?: number;
  raterSd?: number;
  querySd?: number;
  seed: number;
}

/** Of the options that both kinds of difference share, and that no option is given which the other kind has. */
export function checkOptions({ trial, power, alpha, win, lose, draw, difference }: PowerOptions): void {
  if (power === 0 || power === 1) refuse(`--power cannot be ${power}; it must lie between 0 and 1`);
  if (alpha === 0 || alpha === 1) refuse(`--alpha cannot be ${alpha}; it must lie between 0 and 1`);
  if (trial === 'grade' && [win, lose, draw].some((given) => given !== undefined)) {
    refuse('with --trial grade give --difference and --difference-sd, not --win, --lose and --draw');
  }
  if (trial !== 'grade' && difference !== undefined) refuse('--difference needs --trial grade');
}

/** @throws PinwiseError `bad-usage` */
export function refuse(why: string): never {
  throw new PinwiseError('bad-usage', why);
}
