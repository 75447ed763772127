import { join } from 'node:path';
import { BrowserWindow, app } from 'electron';
import type { EngineProcess } from './engine-process.ts';
import { chooseFolder, shownName } from './file-dialogs.ts';
import type { StudioHandlers } from './ipc.ts';
import { openLink } from './links.ts';
import type { SettingsStore } from './settings.ts';
import { type StudiesContext, studyHandlers } from './studies.ts';

export interface HandlerContext extends StudiesContext {
  home: string;
  engine: EngineProcess;
  settings: SettingsStore;
  /** A window that asked for the engine: it gets a port now and after each restart. */
  connectEngine(window: Electron.WebContents): void;
}

/** Every method of the studio's contract. */
export function studioHandlers(context: HandlerContext): StudioHandlers {
  const { home, engine, settings } = context;
  return {
    ...studyHandlers(context),
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      home,
      packaged: app.isPackaged,
    }),
    'engine.state': () => engine.state(),
    'engine.connect': (_params, sender) => {
      context.connectEngine(sender);
      return {};
    },
    'settings.read': () => settings.read(),
    'settings.write': (part) => settings.write(part),
    'data.importFolder': async ({ name, onError }, sender) => {
      const path = await chooseFolder(sender, { title: 'Import a data set', buttonLabel: 'Import' });
      if (path === null) return { cancelled: true };
      const job = await (await engine.control()).call('jobs.importFolder', { path, name, onError });
      return { cancelled: false, job };
    },
    'runs.export': async ({ name }, sender) => {
      const folder = await chooseFolder(sender, { title: 'Export the model to', buttonLabel: 'Export here' });
      if (folder === null) return { cancelled: true };
      const to = join(folder, name);
      await (await engine.control()).call('runs.export', { name, to });
      return { cancelled: false, where: shownName(to) };
    },
    'window.fullScreen': ({ on }, sender) => {
      BrowserWindow.fromWebContents(sender)?.setFullScreen(on);
      return {};
    },
    'links.open': async ({ link }) => {
      await openLink(link);
      return {};
    },
  };
}
