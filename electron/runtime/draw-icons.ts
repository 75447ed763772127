import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg, initWasm } from '@resvg/resvg-wasm';
import { encodeIcns, encodeIco } from './icon-files.ts';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** Draws the icon in every size and container that a platform asks for, into `out`. */
export async function drawIcons(root: string, out: string): Promise<void> {
  const wasm = join(root, 'node_modules', '@resvg', 'resvg-wasm', 'index_bg.wasm');
  await initWasm(readFileSync(wasm));
  const svg = readFileSync(join(root, 'electron', 'icons', 'icon.svg'), 'utf8');
  const images = sizes.map((size) => ({
    size,
    png: new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng(),
  }));
  mkdirSync(join(out, 'sizes'), { recursive: true });
  const upTo = (most: number): typeof images => images.filter(({ size }) => size <= most);
  for (const { size, png } of upTo(512)) writeFileSync(join(out, 'sizes', `${size}x${size}.png`), png);
  writeFileSync(join(out, 'icon.png'), upTo(512).at(-1)!.png);
  writeFileSync(join(out, 'icon.ico'), encodeIco(upTo(256)));
  writeFileSync(join(out, 'icon.icns'), encodeIcns(images));
}
