import { type BrowserWindow, dialog } from 'electron';

/** What a person reads when the store of studies cannot be used: what happened, what is safe, what to do. */
export interface Trouble {
  message: string;
  detail: string;
}

const cures: Record<string, [message: string, cure: string]> = {
  'store-damaged': [
    'Your studies cannot be opened: their file is damaged.',
    'Data sets and models are not affected, and the file was not changed. The Study page brings back the last backup and all that can still be read.',
  ],
  'store-newer': [
    'Your studies were made by a newer Pinwise.',
    'Nothing was changed. Open them with that Pinwise; data sets and models can be used here.',
  ],
  'store-foreign': [
    'The file of your studies belongs to another program.',
    'Nothing was changed. Move it away to start with no studies.',
  ],
  'store-full': [
    'The disk is full, so studies cannot be used now.',
    'Everything that was answered before is safe. Free some space; the studies come back without a restart.',
  ],
};

/** Less than this is a full disk: SQLite needs some pages even for reading. */
const leastFreeBytes = 1 << 20;

/** @param freeBytes on the disk of the studies; SQLite often says no more than that it could not write */
export function troubleWithStudies(error: unknown, freeBytes: number): Trouble {
  const { code: found, message } = error as { code?: string; message?: string };
  const code = freeBytes < leastFreeBytes ? 'store-full' : found;
  const [words, cure] = (code !== undefined && Object.hasOwn(cures, code) && cures[code]) || [
    'Your studies cannot be opened now.',
    'Nothing was changed. Data sets and models can be used; the studies come back as soon as the cause is gone.',
  ];
  return { message: words, detail: `${cure}\n\n${message ?? String(error)}` };
}

/** Beside the window, which stays usable. */
export function showTrouble(window: BrowserWindow, { message, detail }: Trouble): void {
  void dialog.showMessageBox(window, { type: 'warning', title: 'Pinwise', message, detail, buttons: ['OK'] });
}
