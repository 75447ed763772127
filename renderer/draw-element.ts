/**
 * A part of the page as a PNG: its elements inside an SVG, with the style sheets and the theme of the window, drawn on a
 * canvas. Pictures within are drawn first, since an SVG image loads nothing.
 */
const MARGIN = 24;

/** @returns a data URL */
export async function drawElement(element: HTMLElement, scale = 2): Promise<string> {
  const { width, height } = element.getBoundingClientRect();
  const [w, h] = [Math.ceil(width) + 2 * MARGIN, Math.ceil(height) + 2 * MARGIN];
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asSvg(element, w, h))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = w * scale;
  canvas.height = h * scale;
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, w, h);
  return canvas.toDataURL('image/png');
}

function asSvg(element: HTMLElement, width: number, height: number): string {
  const root = document.documentElement;
  const page = document.createElement('div');
  page.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
  const body = getComputedStyle(document.body);
  page.style.cssText =
    `${root.style.cssText};background:var(--ground);color:var(--ink);font:${body.font};` +
    `font-variant-numeric:tabular-nums;padding:${MARGIN}px;width:${width}px;height:${height}px`;
  const sheet = document.createElement('style');
  sheet.textContent = [...document.styleSheets].map(rulesOf).join('\n');
  page.append(sheet, copyOf(element));
  const markup = new XMLSerializer().serializeToString(page);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`;
}

const rulesOf = (sheet: CSSStyleSheet): string =>
  [...sheet.cssRules].map(({ cssText }) => cssText).join('\n');

function copyOf(element: HTMLElement): HTMLElement {
  const copy = element.cloneNode(true) as HTMLElement;
  const shown = element.querySelectorAll('img');
  copy.querySelectorAll('img').forEach((image, at) => {
    const drawn = drawnPicture(shown[at]);
    if (drawn === null) image.remove();
    else image.src = drawn;
    image.removeAttribute('loading');
  });
  copy.querySelectorAll('[data-no-picture]').forEach((control) => control.remove());
  return copy;
}

function drawnPicture(image: HTMLImageElement): string | null {
  if (!image.complete || image.naturalWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')!.drawImage(image, 0, 0);
  return canvas.toDataURL('image/png');
}
