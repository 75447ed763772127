/**
 * What drawing an SVG would cost, found before it is drawn. A file of a few lines can unfold to billions of shapes
 * through references to references (use, mask, pattern, filter ...) or entities, or carry a bitmap that fills the memory.
 */
import { scanTags } from './svg-tags.ts';
import type { Tag } from './svg-tags.ts';
import { sniffPicture } from './sniff-picture.ts';

const mostBytes = 8 * 2 ** 20;
const mostShapes = 50_000;
const mostPixels = 40e6;
/** Filter primitives touch every pixel, some of them many times. */
const costs: Record<string, number> = { feMorphology: 10_000, feConvolveMatrix: 2_000, feTurbulence: 2_000 };

/** Null when the drawing is harmless, else what is wrong, as a predicate ("unfolds to ..."). */
export function checkDrawing(bytes: Uint8Array): string | null {
  if (bytes.length > mostBytes) return `has ${bytes.length} bytes, more than ${mostBytes}`;
  const text = new TextDecoder().decode(bytes);
  if (/<!ENTITY[^>]*[<&%]/.test(text.slice(0, 64 * 1024)) || /<!ENTITY/.test(text.slice(64 * 1024))) {
    return 'declares entities that hold markup';
  }
  const tags = scanTags(text);
  return checkImages(tags) ?? checkCost(tags);
}

function checkCost(tags: readonly Tag[]): string | null {
  const byId = new Map(tags.map((tag, i) => [tag.id, i]));
  const known = new Map<number, number>();

  /** Shapes that the elements from `from` up to `to` draw, those that they refer to included. */
  function cost(from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to && sum <= mostShapes; i++) {
      sum += costs[tags[i].name] ?? (tags[i].name.startsWith('fe') ? 200 : 1);
      for (const id of tags[i].refersTo) sum += costOf(byId.get(id));
    }
    return sum;
  }
  function costOf(tag: number | undefined): number {
    if (tag === undefined || tags[tag].name.endsWith('Gradient')) return 0;
    const found = known.get(tag);
    if (found !== undefined) return found;
    // A loop counts nothing: the renderer leaves it out.
    known.set(tag, 0);
    const sum = cost(tag, tags[tag].end);
    known.set(tag, sum);
    return sum;
  }

  const tooMany = `unfolds to more than ${mostShapes} shapes`;
  try {
    return cost(0, tags.length) > mostShapes ? tooMany : null;
  } catch (error) {
    if (error instanceof RangeError) return 'refers to itself too deeply';
    throw error;
  }
}

/** Bitmaps inside the drawing: of a known kind, all together not too large. */
function checkImages(tags: readonly Tag[]): string | null {
  let pixels = 0;
  for (const { name, href, attributes } of tags) {
    if (Number(/numOctaves\s*=\s*["']\s*([^"']*)/.exec(attributes)?.[1] ?? 1) > 16)
      return 'asks for endless noise';
    if ((name !== 'image' && name !== 'feImage') || href === null || href.startsWith('#')) continue;
    // Pictures outside the file are never loaded; anything else must be plain to see, not spelt in entities.
    if (/^\s*(?:https?:|file:|[\w./-]*$)/.test(href)) continue;
    const data = /^\s*data:[^,&]*;base64,([^&]*)$/.exec(href);
    if (!data) return 'holds a picture that is not plain base64';
    const head = sniffPicture(Buffer.from(data[1], 'base64'));
    if (!head || head.kind === 'svg') return 'holds a picture that is neither PNG, JPEG nor WebP';
    pixels += head.width * head.height;
    if (pixels > mostPixels) return `holds pictures of more than ${mostPixels / 1e6} million pixels`;
  }
  return null;
}
