/**
 * The window's only way to the main process: two functions and the engine's port. Runs sandboxed; which methods there
 * are, and what they take, is checked by the main process.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { type StudioBridge, enginePortMessage } from './contract/bridge.ts';
import { eventChannel, invokeChannel, portChannel } from './channels.ts';

const listeners = new Map<string, Set<(value: never) => void>>();

const bridge: StudioBridge = {
  invoke: (name, params) => ipcRenderer.invoke(invokeChannel, name, params),
  on(name, listener) {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener as (value: never) => void));
    return () => set.delete(listener as (value: never) => void);
  },
};
contextBridge.exposeInMainWorld('studio', bridge);

ipcRenderer.on(eventChannel, (_event, name: string, value: unknown) =>
  listeners.get(name)?.forEach((listener) => listener(value as never)),
);
// A port cannot cross the bridge; a message of the window to itself can carry it.
ipcRenderer.on(portChannel, ({ ports }) =>
  window.postMessage({ type: enginePortMessage }, window.location.origin, [...ports]),
);
