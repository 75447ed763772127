/** Told to, takes the lease of every folder under its argument; tells which it got, and holds them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLease } from '../../../engine/runs/lease.ts';

const [place] = process.argv.slice(2);
process.on('message', () => {
  const got = readdirSync(place).filter((name) => takeLease(join(place, name)) !== null);
  process.send!(got);
});
process.send!('ready');
