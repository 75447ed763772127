import type { WebContents } from 'electron';
import { portChannel } from '../channels.ts';
import type { EngineProcess } from './engine-process.ts';

export interface EnginePorts {
  /** Gives a window a port now, and a new one after each restart of the engine. */
  connect(window: WebContents, engine: EngineProcess): void;
  /** An engine is ready: all windows that asked get a port. */
  renew(engine: EngineProcess): void;
}

export function enginePorts(): EnginePorts {
  const windows = new Set<WebContents>();
  function give(window: WebContents, engine: EngineProcess): void {
    if (window.isDestroyed()) return;
    const port = engine.windowPort();
    if (port) window.postMessage(portChannel, null, [port]);
  }
  return {
    connect(window, engine) {
      if (!windows.has(window)) {
        windows.add(window);
        window.once('destroyed', () => windows.delete(window));
      }
      give(window, engine);
    },
    renew: (engine) => windows.forEach((window) => give(window, engine)),
  };
}
