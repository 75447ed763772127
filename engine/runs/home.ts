import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where data sets, runs and studies live: PINWISE_HOME, or the platform's application-data folder /Pinwise. */
export function homeFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment.PINWISE_HOME) return resolve(environment.PINWISE_HOME);
  return join(applicationData(environment, platform), 'Pinwise');
}

/** The folders that Electron's `app.getPath('appData')` names, so that the window and a terminal share one. */
function applicationData(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment.APPDATA || join(homedir(), 'AppData', 'Roaming');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment.XDG_CONFIG_HOME || join(homedir(), '.config');
}
