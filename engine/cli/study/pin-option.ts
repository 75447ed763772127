import { Option } from 'commander';

/** Of a rater who has a PIN; a new rater sets one by it. */
export const pinOption = (): Option =>
  new Option('--pin <digits>', 'of a rater who has one; sets it for a new one');
