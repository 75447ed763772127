import { BrowserWindow, app, session } from 'electron';
import { scheme } from '../pages/page-address.ts';
import { paperOf } from './paper.ts';
import { lockSession } from '../pages/security.ts';

const address = `${scheme}://report/page.html`;
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  'X-Content-Type-Options': 'nosniff',
};
const note = (inner: string): string =>
  `<div style="color: #5b5d5f; display: flex; font: 8px system-ui, sans-serif; justify-content: space-between; margin: 0 12mm; width: 100%">${inner}</div>`;

/**
 * A report's page as PDF. It is printed by a window that nobody sees: sandboxed, without scripts or preload, in a
 * session of its own that holds this one page and nothing else.
 */
export async function printReport(html: string): Promise<Buffer> {
  const own = session.fromPartition('report', { cache: false });
  lockSession(own);
  own.protocol.handle(scheme, ({ url }) =>
    url === address ? new Response(html, { headers }) : new Response(null, { status: 404 }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      pageSize: paperOf(app.getLocaleCountryCode()),
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: note(
        '<span class="title"></span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span>',
      ),
    });
  } finally {
    window.destroy();
    own.protocol.unhandle(scheme);
  }
}
