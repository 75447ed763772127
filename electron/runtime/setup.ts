/** `npm run setup`: gets what `npm ci` cannot. A machine without an Electron still has the command line. */
import { setUp } from './set-up.ts';

void setUp().then((electron) => {
  if (electron) process.stdout.write(`Electron ${electron.version}, from ${electron.source}\n`);
});
