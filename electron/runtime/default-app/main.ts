/**
 * The app that a bare Electron starts with: it loads the app in the folder given as argument, as the default app of
 * official builds does. Packed into `resources/default_app.asar` of the carried Electron.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { app } from 'electron';

const load = createRequire(__filename);
const words = process.argv.slice(1);
if (words.includes('--version')) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
let folder: string | undefined;
for (let at = 0; at < words.length; at++) {
  if (words[at] === '-r' || words[at] === '--require') load(resolve(words[++at]));
  else if (!words[at].startsWith('-')) {
    folder = resolve(words[at]);
    break;
  }
}
const manifest = folder && join(folder, 'package.json');
if (!folder || !manifest || !existsSync(manifest)) {
  process.stderr.write('usage: electron [-r MODULE] APP_FOLDER\n');
  process.exit(1);
}
const about = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string | undefined>;
(process as { defaultApp?: boolean }).defaultApp = true;
// What Electron keeps for its default app.
const own = app as unknown as { setVersion(version: string): void; setAppPath(path: string): void };
app.setName(about.productName ?? about.name ?? 'Electron');
own.setVersion(about.version ?? process.versions.electron);
own.setAppPath(folder);
load(join(folder, about.main ?? 'index.js'));
