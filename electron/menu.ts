import { type MenuItemConstructorOptions, Menu, app } from 'electron';
import type { StudioEvents } from './contract/studio.ts';
import type * as z from 'zod';

export type MenuCommand = z.infer<StudioEvents['menu.command']>;

/** The platform's own menu: its standard entries, and ours as commands for the window. */
export function setMenu(run: (command: MenuCommand) => void, openPaper: () => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({ run, openPaper, mac: process.platform === 'darwin', name: app.name }),
    ),
  );
}

/** While raters are at it: nothing of the studio, and the way back to it. */
export function setRaterMenu(does: RaterMenu): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      raterMenuTemplate({ ...does, mac: process.platform === 'darwin', name: app.name }),
    ),
  );
}

interface RaterMenu {
  pause: () => void;
  leave: () => void;
}

export function raterMenuTemplate({
  pause,
  leave,
  mac,
  name,
}: RaterMenu & { mac: boolean; name: string }): MenuItemConstructorOptions[] {
  return [
    {
      label: mac ? name : '&Rating',
      submenu: [
        { label: 'Pause', click: pause },
        { type: 'separator' },
        { label: 'Leave Rater Mode', accelerator: 'CmdOrCtrl+Shift+L', click: leave },
        ...(mac ? [{ type: 'separator' } as const, { role: 'quit' } as const] : []),
      ],
    },
    ...(mac ? [{ role: 'editMenu' } as const] : []),
    { label: '&View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }] },
  ];
}

export function menuTemplate({
  run,
  openPaper,
  mac,
  name,
}: {
  run: (command: MenuCommand) => void;
  openPaper: () => void;
  mac: boolean;
  name: string;
}): MenuItemConstructorOptions[] {
  const entry = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => run(command),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = entry('Settings…', 'settings', 'CmdOrCtrl+,');
  const appMenu: MenuItemConstructorOptions = {
    label: name,
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(mac ? [appMenu] : []),
    {
      label: '&File',
      submenu: [
        entry('New Model…', 'new-model', 'CmdOrCtrl+N'),
        entry('Import Folder…', 'import-folder', 'CmdOrCtrl+O'),
        separator,
        ...(mac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        entry('Data', 'go-data', 'CmdOrCtrl+1'),
        entry('Models', 'go-models', 'CmdOrCtrl+2'),
        entry('Compare', 'go-compare', 'CmdOrCtrl+3'),
        entry('Study', 'go-study', 'CmdOrCtrl+4'),
        entry('Verdict', 'go-verdict', 'CmdOrCtrl+5'),
        separator,
        entry('All Actions…', 'palette', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'The PinSage Paper', click: openPaper },
        ...(mac ? [] : [separator, { role: 'about' } as const]),
      ],
    },
  ];
}
