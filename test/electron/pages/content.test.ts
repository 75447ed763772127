import { describe, expect, it } from 'vitest';
import { pageHeaders, pagePolicy, pictureHeaders } from '../../../electron/pages/content-policy.ts';
import { pageType, pictureType } from '../../../electron/pages/content-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('the policy of the page', () => {
  const rules = new Map(
    pagePolicy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
  );

  it('is the one of the security checklist', () => {
    expect(Object.fromEntries(rules)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
  });

  it('comes with isolation from other origins and without guessing of types', () => {
    expect(pageHeaders('text/html')).toMatchObject({
      'Content-Security-Policy': pagePolicy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'X-Content-Type-Options': 'nosniff',
    });
  });
});

it('a picture may run nothing, whatever is in it', () => {
  const policy = pictureHeaders('image/svg+xml')['Content-Security-Policy'];
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).toMatch(/; sandbox$/);
  expect(policy).not.toMatch(/script-src|allow-scripts/);
});

describe('pictureType goes by the bytes', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0....', 'image/jpeg'],
    ['RIFF\x00\x00\x00\x00WEBPVP8 ', 'image/webp'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['<?xml version="1.0"?>\n<!-- by hand -->\n<svg viewBox="0 0 1 1"/>', 'image/svg+xml'],
    ['\n  <svg>', 'image/svg+xml'],
  ])('%j is %s', (text, type) => {
    expect(pictureType(bytes(text))).toBe(type);
  });

  it.each([
    '<!doctype html><svg></svg><script>alert(1)</script>',
    '<html><svg></svg></html>',
    'GIF89a',
    '%PDF-1.7 <svg>',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    'RIFF\x00\x00\x00\x00AVI ',
    '',
  ])('%j is none', (text) => {
    expect(pictureType(bytes(text))).toBeUndefined();
  });
});

it('a page has no files but those of its build', () => {
  expect(pageType('/x/index.html')).toBe('text/html; charset=utf-8');
  for (const name of ['/x/settings', '/x/a.sqlite', '/x/a.node', '/x/a.exe', '/x/constructor']) {
    expect(pageType(name)).toBeUndefined();
  }
});
