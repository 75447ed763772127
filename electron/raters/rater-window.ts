import { BrowserWindow, type Session, screen, session } from 'electron';
import { startPages } from '../pages/page-address.ts';
import type { ProgramFiles } from '../program-files.ts';
import { servePages } from '../pages/protocol.ts';
import { lockSession } from '../pages/security.ts';
import type { SettingsStore } from '../settings.ts';
import { groundColour, lockedDown } from '../window.ts';

/** Of its own, and kept in memory only: raters' pages share no storage, cache or cookie with the studio's. */
export function openRaterSession({ rater: renderer }: ProgramFiles, home: string): Session {
  const own = session.fromPartition('rating');
  lockSession(own);
  servePages(own, { host: 'rater', renderer, home });
  return own;
}

/** A window that fills the screen that `beside` is on. */
export function openRaterWindow(
  own: Session,
  { files, settings, beside }: { files: ProgramFiles; settings: SettingsStore; beside: BrowserWindow | null },
): BrowserWindow {
  const display = beside ? screen.getDisplayMatching(beside.getBounds()) : screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    ...display.bounds,
    fullscreen: true,
    autoHideMenuBar: true,
    title: 'Pinwise',
    icon: files.icon,
    show: false,
    backgroundColor: groundColour(settings),
    webPreferences: { preload: files.raterPreload, session: own, ...lockedDown },
  });
  window.once('ready-to-show', () => window.show());
  // Whatever ended it, the page comes back to where the rater was: everything given is on the disk.
  window.webContents.on('render-process-gone', () => setTimeout(() => reload(window), 500));
  void window.loadURL(startPages.rater);
  return window;
}

const reload = (window: BrowserWindow): void => {
  if (!window.isDestroyed()) void window.loadURL(startPages.rater);
};
