import { type Host, scheme } from './page-address.ts';

/** The part of Electron's WebFrameMain that is looked at. */
export interface Frame {
  url: string;
  parent: unknown;
}

/** Only the top frame of our own page may ask anything; a frame inside it, or one that is gone, may not. */
export function isTrusted(frame: Frame | null | undefined, host: Host): boolean {
  if (!frame || frame.parent) return false;
  try {
    const { protocol, host: found } = new URL(frame.url);
    return protocol === `${scheme}:` && found === host;
  } catch {
    return false;
  }
}
