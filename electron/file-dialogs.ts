import { basename, join } from 'node:path';
import { BrowserWindow, type WebContents, app, dialog } from 'electron';

/** Paths come from these dialogs alone; a window never names one. Each answers null when the person cancels. */

export async function chooseFolder(
  asker: WebContents,
  { title, buttonLabel }: { title: string; buttonLabel: string },
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(asker), {
    title,
    buttonLabel,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled || filePaths.length === 0 ? null : filePaths[0];
}

export async function chooseFile(
  asker: WebContents,
  { title, name, extension }: { title: string; name: string; extension: string },
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(windowOf(asker), {
    title,
    defaultPath: join(app.getPath('documents'), `${name}.${extension}`),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  });
  return canceled || !filePath ? null : filePath;
}

export async function chooseOpenFile(
  asker: WebContents,
  { title, extension }: { title: string; extension: string },
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(asker), {
    title,
    properties: ['openFile'],
    filters: [{ name: extension, extensions: [extension] }],
  });
  return canceled || filePaths.length === 0 ? null : filePaths[0];
}

/** What a window may know of a path. */
export const shownName = (path: string): string => basename(path);

function windowOf(asker: WebContents): BrowserWindow {
  const window = BrowserWindow.fromWebContents(asker);
  if (!window) throw new Error('the window that asked is gone');
  return window;
}
