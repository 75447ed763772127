import { lstat, readFile } from 'node:fs/promises';
import { type Session, protocol } from 'electron';
import { pageHeaders, pictureHeaders } from './content-policy.ts';
import { pageType, pictureType } from './content-type.ts';
import { type PageFolders, type Served, resolveAddress, scheme } from './page-address.ts';

/** Before the application is ready: studio:// gets an origin, a secure context and `fetch`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves a window's page and the pictures of the store, and nothing else. */
export function servePages(session: Session, folders: PageFolders): void {
  session.protocol.handle(scheme, async ({ method, url }) => {
    if (method !== 'GET') return new Response(null, { status: 405 });
    const served = resolveAddress(url, folders);
    const found = served && (await read(served));
    if (!found) return new Response('not found', { status: 404, headers: pageHeaders('text/plain') });
    return new Response(found.bytes, { headers: found.headers });
  });
}

async function read({
  kind,
  path,
}: Served): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> } | null> {
  try {
    // A link could lead out of its folder.
    if (!(await lstat(path)).isFile()) return null;
    const bytes = await readFile(path);
    const type = kind === 'page' ? pageType(path) : pictureType(bytes);
    if (!type) return null;
    return { bytes, headers: kind === 'page' ? pageHeaders(type) : pictureHeaders(type) };
  } catch {
    // Not there, or not readable: for the window both are one.
    return null;
  }
}
