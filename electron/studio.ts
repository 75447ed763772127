import { join } from 'node:path';
import { type BrowserWindow, type Session, app } from 'electron';
import { settingsPath } from '../engine/contract/store-layout.ts';
import { type EngineProcess, startEngine } from './processes/engine-process.ts';
import { enginePorts } from './processes/engine-ports.ts';
import { studioHandlers } from './handlers.ts';
import { serveStudio, tell } from './ipc.ts';
import { openLink } from './pages/links.ts';
import { setMenu } from './menu.ts';
import type { ProgramFiles } from './program-files.ts';
import { raterMode } from './raters/rater-mode.ts';
import { recordsStore } from './studies/records-store.ts';
import { openSettings } from './settings.ts';
import { followJobs } from './task-bar.ts';
import { openWindow } from './window.ts';

export interface Studio {
  /** Opens the window, or brings it to the front. */
  show(): void;
  /** Ends engine and jobs, closes the store. */
  stop(): Promise<void>;
}

/** Puts the parts together: one window, one engine, one store of studies. */
export function startStudio(home: string, files: ProgramFiles, raters: Session): Studio {
  const now = (): Date => new Date();
  const settings = openSettings(join(home, settingsPath), now);
  let window: BrowserWindow | null = null;
  const toWindow = (): Electron.WebContents | undefined => window?.webContents;
  const store = recordsStore(home, now, () => {
    const contents = toWindow();
    if (contents) tell(contents, 'studies.changed', {});
  });
  const ports = enginePorts();
  const engine: EngineProcess = startEngine({
    program: files.engine,
    home,
    assets: files.assets,
    version: app.getVersion(),
    onChanged(state) {
      const contents = toWindow();
      if (contents) tell(contents, 'engine.changed', state);
    },
    onReady(control) {
      followJobs(control, () => window);
      ports.renew(engine);
    },
  });
  serveStudio(
    studioHandlers({
      home,
      engine,
      settings,
      store,
      now,
      connectEngine: (contents) => ports.connect(contents, engine),
      beginRating: (study) => rating.begin(study),
    }),
  );
  const studioMenu = (): void =>
    setMenu(
      (command) => {
        const contents = toWindow();
        if (contents) tell(contents, 'menu.command', command);
      },
      () => void openLink('paper'),
    );
  studioMenu();
  const rating = raterMode({
    ...{ own: raters, files, settings, store, now, studio: () => window },
    onLeft() {
      studioMenu();
      show();
      const contents = toWindow();
      if (contents) tell(contents, 'studies.changed', {});
    },
  });

  function open(): void {
    const opened = openWindow(settings, files);
    window = opened;
    opened.on('focus', () => store.look());
    opened.once('closed', () => (window = null));
  }

  function show(): void {
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  return {
    show() {
      if (!rating.show()) show();
    },
    async stop() {
      await engine.stop();
      store.close();
    },
  };
}
