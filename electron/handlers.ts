import { join } from 'node:path';
import { app } from 'electron';
import { showStudy } from '../evaluations/records/studies.ts';
import { PinwiseError } from '../engine/contract/rpc.ts';
import type { EngineProcess } from './processes/engine-process.ts';
import { copyPicture } from './copy-picture.ts';
import { chooseFolder, shownName } from './file-dialogs.ts';
import type { StudioHandlers } from './ipc.ts';
import { openLink } from './pages/links.ts';
import type { SettingsStore } from './settings.ts';
import { type StudiesContext, studyHandlers } from './studies/studies.ts';

export interface HandlerContext extends StudiesContext {
  home: string;
  engine: EngineProcess;
  settings: SettingsStore;
  /** A window that asked for the engine: it gets a port now and after each restart. */
  connectEngine(window: Electron.WebContents): void;
  /** Opens the raters' window in the studio's place. */
  beginRating(study: string | null): void;
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
    'rating.begin': ({ study }) => {
      if (study !== undefined && showStudy(context.store.open(), study).state === 'closed') {
        throw new PinwiseError('study-closed', `the study ${study} is closed and takes no answers`);
      }
      context.beginRating(study ?? null);
      return {};
    },
    'clipboard.picture': async ({ png }) => {
      await copyPicture(png);
      return {};
    },
    'links.open': async ({ link }) => {
      await openLink(link);
      return {};
    },
  };
}
