/**
 * One screen for raters: while it is on, the studio's window is hidden and its menu is gone. It ends by what the page
 * asks for (Escape held down) or by the menu, not by closing the window.
 */
import { type BrowserWindow, type Session, app } from 'electron';
import { serveRating, tellRater } from '../ipc.ts';
import { setRaterMenu } from '../menu.ts';
import type { ProgramFiles } from '../program-files.ts';
import { openRaterWindow } from './rater-window.ts';
import { ratingHandlers } from './rating.ts';
import type { RecordsStore } from '../studies/records-store.ts';
import type { SettingsStore } from '../settings.ts';

export interface RaterMode {
  /** @param study the study to rate; null leaves the choice to the rater */
  begin(study: string | null): void;
  /** Brings raters' window to the front; false when it is not on. */
  show(): boolean;
}

export function raterMode({
  own,
  files,
  settings,
  store,
  now,
  studio,
  onLeft,
}: {
  own: Session;
  files: ProgramFiles;
  settings: SettingsStore;
  store: RecordsStore;
  now: () => Date;
  /** The studio's window, if there is one. */
  studio: () => BrowserWindow | null;
  /** The studio is to be shown again, with its menu. */
  onLeft: () => void;
}): RaterMode {
  let window: BrowserWindow | null = null;
  let chosen: string | null = null;
  let quitting = false;
  app.on('before-quit', () => (quitting = true));

  function leave(): void {
    const left = window;
    if (!left) return;
    window = null;
    onLeft();
    left.destroy();
  }
  serveRating(
    ratingHandlers({ store, now, theme: () => settings.read().theme, chosen: () => chosen, leave }),
  );

  function open(): void {
    const opened = openRaterWindow(own, { files, settings, beside: studio() });
    window = opened;
    const askToPause = (): void => tellRater(opened.webContents, 'rating.pause', {});
    setRaterMenu({ pause: askToPause, leave });
    opened.on('close', (event) => {
      if (quitting || window !== opened) return;
      event.preventDefault();
      askToPause();
    });
    // A page that closes its own window asks nobody.
    opened.once('closed', () => {
      if (!quitting && window === opened) open();
    });
    // Hidden when the other one is there: a screen that shows neither looks like a crash.
    opened.once('show', () => {
      studio()?.hide();
      // In a window of their own they would stay, with all that the studio knows.
      studio()?.webContents.closeDevTools();
    });
  }

  return {
    begin(study) {
      if (window) return window.focus();
      chosen = study;
      open();
    },
    show() {
      if (!window) return false;
      if (window.isMinimized()) window.restore();
      window.focus();
      return true;
    },
  };
}
