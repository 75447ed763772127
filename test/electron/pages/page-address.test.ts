import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveAddress } from '../../../electron/pages/page-address.ts';
import { random } from '../../../evaluations/random.ts';

const folders = {
  host: 'app' as const,
  renderer: join('/app', 'dist', 'renderer'),
  home: join('/home', 'me', 'Pinwise'),
};
const resolve = (address: string) => resolveAddress(address, folders);

describe('resolveAddress', () => {
  it('finds files of the page', () => {
    expect(resolve('studio://app/index.html')).toEqual({
      kind: 'page',
      path: join(folders.renderer, 'index.html'),
    });
    expect(resolve('studio://app/assets/main-DF_3k.js#x?y')?.path).toBe(
      join(folders.renderer, 'assets', 'main-DF_3k.js'),
    );
  });

  it("keeps the two windows' origins apart", () => {
    expect(resolveAddress('studio://rater/rater.html', folders)).toBeNull();
    const raters = { ...folders, host: 'rater' as const };
    expect(resolveAddress('studio://rater/rater.html', raters)?.kind).toBe('page');
    expect(resolveAddress('studio://app/index.html', raters)).toBeNull();
  });

  it('finds pictures where the store layout puts them', () => {
    expect(resolve('studio://app/pictures/demo/2049')).toEqual({
      kind: 'picture',
      path: join(folders.home, 'datasets', 'demo', 'pictures', '2', '2049'),
    });
  });

  it.each([
    'http://app/index.html',
    'file:///app/dist/renderer/index.html',
    'studio://other/index.html',
    'studio://app@other/index.html',
    'studio://user@app/index.html',
    'studio://app:1/index.html',
    'studio://app',
    'studio://app/',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(resolve(address)).toBeNull();
  });

  it.each(['01', '-1', '1e3', '1.5', '99999999999', '', '1/2', '0%00', '%30%2f..'])(
    'takes row "%s" for no picture',
    (row) => {
      expect(resolve(`studio://app/pictures/demo/${row}`)?.kind).not.toBe('picture');
    },
  );

  it('never leaves its two folders, whatever 50,000 addresses are put together from', () => {
    const pieces = [
      '..', '.', '/', '\\', '%2e%2e', '%2E', '%2f', '%5c', '%00', '%25', '%252e', '..;', '//', 'pictures',
      'datasets', 'demo', '0', '17', 'index.html', 'assets', 'C:', '~', '?', '#', '%c0%ae', 'etc/passwd', ' ', 'é',
    ]; // prettier-ignore
    const { next } = random(7, 'addresses');
    let served = 0;
    for (let n = 0; n < 50_000; n++) {
      const length = 1 + Math.floor(next() * 8);
      const path = Array.from({ length }, () => pieces[Math.floor(next() * pieces.length)]).join(
        next() < 0.5 ? '/' : '',
      );
      const found = resolve(`studio://app/${path}`);
      if (!found) continue;
      served++;
      const folder = found.kind === 'page' ? folders.renderer : join(folders.home, 'datasets');
      const way = relative(folder, found.path);
      expect(way === '' || way.split(sep)[0] === '..', `studio://app/${path} -> ${found.path}`).toBe(false);
    }
    expect(served).toBeGreaterThan(500);
  });
});
