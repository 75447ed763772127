/** Pinwise's main process: what happens in which order when it starts and ends. The parts lie beside it. */
import { app, dialog, session } from 'electron';
import { openHome, profilePath } from './home.ts';
import { programFiles } from './program-files.ts';
import { openRaterSession } from './raters/rater-window.ts';
import { registerScheme, servePages } from './pages/protocol.ts';
import { lockContents, lockSession, stayOffline } from './pages/security.ts';
import { startStudio } from './studio.ts';
import { watchDeaths } from './processes/utility.ts';

function main(): void {
  const home = openHome();
  app.setPath('userData', profilePath(home));
  if (!app.requestSingleInstanceLock()) return app.quit();

  stayOffline();
  registerScheme();
  lockContents();
  watchDeaths();
  void app.whenReady().then(() => {
    const files = programFiles();
    lockSession(session.defaultSession);
    servePages(session.defaultSession, { host: 'app', renderer: files.renderer, home });
    const studio = startStudio(home, files, openRaterSession(files, home));
    studio.show();
    app.on('second-instance', () => studio.show());
    app.on('activate', () => studio.show());
    app.on('window-all-closed', () => app.quit());
    app.once('will-quit', (event) => {
      event.preventDefault();
      void studio.stop().finally(() => app.exit(0));
    });
  });
}

try {
  main();
} catch (error) {
  dialog.showErrorBox(
    'Pinwise cannot start',
    `${(error as Error).message}\n\nNothing was changed. Pinwise needs a folder that it can write to; the variable PINWISE_HOME can name another one.`,
  );
  app.exit(1);
}
