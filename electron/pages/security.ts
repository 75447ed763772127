import { type Session, type WebContents, app } from 'electron';
import { scheme } from './page-address.ts';

/** Schemes that a window may load from; all of them stay on this machine. */
const ownSchemes: ReadonlySet<string> = new Set([`${scheme}:`, 'data:', 'blob:', 'devtools:']);

export const staysHere = (url: string): boolean => {
  try {
    return ownSchemes.has(new URL(url).protocol);
  } catch {
    return false;
  }
};

/** Before the application is ready: Chromium makes no connection of its own. */
export function stayOffline(): void {
  const { commandLine } = app;
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('no-pings');
  commandLine.appendSwitch('no-proxy-server');
  // Nobody has a name to look up: without this Chromium asks the resolver about hosts of its own.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** No permission, no device, no address beyond this machine. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !staysHere(url) }));
  session.on('will-download', (event, item) => {
    if (!staysHere(item.getURL())) event.preventDefault();
  });
  session.setSpellCheckerEnabled(false);
}

/** Whatever web contents ever come to be: they stay on their page, open no window and hold no webview. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
