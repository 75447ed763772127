/** The WebAssembly decoders, each compiled when first needed: resvg for SVG, Squoosh's (jSquash) for bitmaps. */
import { readFileSync } from 'node:fs';
import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js';
import { decode as decodePng, init as initPng } from '@jsquash/png/decode.js';
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js';
import { initWasm as initResvg, Resvg } from '@resvg/resvg-wasm';
import { assetPath } from '../assets.ts';
import type { BitmapKind } from './sniff-picture.ts';

export interface Bitmap {
  /** RGBA, row by row, alpha not multiplied in. */
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** The codecs' types speak of a browser's `ImageData` and of Emscripten; this is what they do. */
type Init = (module: object) => Promise<unknown>;
type Decode = (buffer: ArrayBuffer) => Promise<Bitmap>;

/** Emscripten's modules would write what is wrong with a picture to stderr. */
function quiet(init: unknown): Init {
  return (module) => (init as (module: object, o: object) => Promise<unknown>)(module, { printErr() {} });
}

const codecs: Record<BitmapKind, { init: Init; decode: Decode }> = {
  png: { init: initPng as Init, decode: decodePng as Decode },
  jpeg: { init: quiet(initJpeg), decode: decodeJpeg as Decode },
  webp: { init: quiet(initWebp), decode: decodeWebp as Decode },
};
/** Node's types have it only together with a browser's. */
declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };

const started = new Map<string, Promise<unknown>>();

export async function decodeBitmap(kind: BitmapKind, bytes: Uint8Array): Promise<Bitmap> {
  const { init, decode } = codecs[kind];
  const asset = `${kind}-decoder.wasm`;
  await startOnce(asset, init);
  try {
    return await decode(new Uint8Array(bytes).buffer);
  } catch (error) {
    // A codec that stopped half-way is started anew for the next picture.
    started.delete(asset);
    throw error;
  }
}

/** RGBA of the drawing on white; its longer side has `side` pixels. */
export async function renderDrawing(bytes: Uint8Array, side: number): Promise<Bitmap> {
  await startOnce('svg-renderer.wasm', initResvg as Init);
  const size = measure(bytes);
  const mode = size.height > size.width ? 'height' : 'width';
  const drawing = new Resvg(bytes, {
    fitTo: { mode, value: side },
    background: 'white',
    font: { loadSystemFonts: false },
  });
  try {
    const image = drawing.render();
    const { width, height, pixels } = image;
    image.free();
    return { width, height, data: new Uint8ClampedArray(pixels) };
  } finally {
    drawing.free();
  }
}

function measure(bytes: Uint8Array): { width: number; height: number } {
  const drawing = new Resvg(bytes);
  const { width, height } = drawing;
  drawing.free();
  return { width, height };
}

function startOnce(asset: string, init: Init): Promise<unknown> {
  let start = started.get(asset);
  if (!start) {
    start = init(new WebAssembly.Module(readFileSync(assetPath(asset))));
    started.set(asset, start);
  }
  return start;
}
