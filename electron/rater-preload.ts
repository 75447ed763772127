/**
 * The rater's window's only way to the main process. It has no engine port and none of the studio's methods; which
 * methods there are, and what they take, is checked by the main process.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { RatingBridge } from './contract/rating.ts';
import { ratingEventChannel, ratingInvokeChannel } from './channels.ts';

const listeners = new Map<string, Set<(value: never) => void>>();

const bridge: RatingBridge = {
  invoke: (name, params) => ipcRenderer.invoke(ratingInvokeChannel, name, params),
  on(name, listener) {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener as (value: never) => void));
    return () => set.delete(listener as (value: never) => void);
  },
};
contextBridge.exposeInMainWorld('rating', bridge);

ipcRenderer.on(ratingEventChannel, (_event, name: string, value: unknown) =>
  listeners.get(name)?.forEach((listener) => listener(value as never)),
);
