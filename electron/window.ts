import { BrowserWindow, type WebPreferences, nativeTheme, screen } from 'electron';
import { startPages } from './pages/page-address.ts';
import type { SettingsStore } from './settings.ts';
import { placeWindow, smallestSize } from './window-state.ts';

/** Dragging a window makes many moves; only the place where it comes to rest is written. */
const restMs = 400;

/** Opens the studio's window where it was. */
export function openWindow(
  settings: SettingsStore,
  { preload, icon }: { preload: string; icon: string },
): BrowserWindow {
  const remembered = settings.window();
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeWindow(remembered, areas),
    ...smallestSize,
    fullscreen: remembered?.fullScreen ?? false,
    title: 'Pinwise',
    icon,
    show: false,
    backgroundColor: groundColour(settings),
    webPreferences: { preload, ...lockedDown },
  });
  if (remembered?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberState(window, settings);
  void window.loadURL(startPages.app);
  return window;
}

/** Preferences of every window: web contents that can do no more than a page. */
export const lockedDown = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} satisfies WebPreferences;

export const groundColour = (settings: SettingsStore): string => (isDark(settings) ? '#161718' : '#f3f3f1');

const isDark = (settings: SettingsStore): boolean => {
  const { theme } = settings.read();
  return theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark';
};

function rememberState(window: BrowserWindow, settings: SettingsStore): void {
  let timer: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    try {
      settings.rememberWindow({
        ...window.getNormalBounds(),
        maximized: window.isMaximized(),
        fullScreen: window.isFullScreen(),
      });
    } catch {
      // On a full disk the window opens next time where it was before.
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(remember, restMs);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('enter-full-screen', soon);
  window.on('leave-full-screen', soon);
  window.on('close', remember);
}
