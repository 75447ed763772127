import { extname } from 'node:path';

const pageTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Of a file of the page, by its name. Undefined for what no page has. */
export const pageType = (path: string): string | undefined => pageTypes[extname(path)];

/** Of a picture, by its bytes, whatever it was named. Undefined for anything but SVG, PNG, JPEG and WebP. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const at = (start: number, text: string): boolean =>
    [...text].every((char, i) => bytes[start + i] === char.charCodeAt(0));
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (at(0, '\xff\xd8\xff')) return 'image/jpeg';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'image/webp';
  const head = new TextDecoder().decode(bytes.subarray(0, 4096));
  return /^\s*<(\?xml|!--|!doctype svg|svg)[\s>]?/i.test(head) && /<svg[\s>]/i.test(head)
    ? 'image/svg+xml'
    : undefined;
}
