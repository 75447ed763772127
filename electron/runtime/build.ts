/** `npm run build`: everything in dist/, as far as it is out of date. */
import { buildAll } from './build-all.ts';

buildAll().catch((error: unknown) => {
  process.stderr.write(`build: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
