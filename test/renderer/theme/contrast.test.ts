/** WCAG 2.2, success criteria 1.4.3 (text, 4.5:1) and 1.4.11 (controls and graphics, 3:1). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dark, light, type Palette } from '../../../renderer/theme/palette.ts';

type Colour = keyof Palette;

const grounds: Colour[] = ['ground', 'surface', 'sunken'];
const each = (ink: Colour, on: Colour[]): [Colour, Colour][] => on.map((ground) => [ink, ground]);

const text: [Colour, Colour][] = [
  ...each('ink', [...grounds, 'accentSoft', 'dangerSoft', 'neutralSoft', 'aSoft', 'bSoft']),
  ...each('inkQuiet', [...grounds, 'accentSoft', 'dangerSoft']),
  ...each('accent', [...grounds, 'accentSoft']),
  ...each('danger', [...grounds, 'dangerSoft']),
  ...each('a', ['ground', 'surface', 'aSoft']),
  ...each('b', ['ground', 'surface', 'bSoft']),
  ...each('onAccent', ['accent', 'accentHover', 'accentPressed']),
  ['onA', 'a'],
  ['onB', 'b'],
  ...(['c', 'd', 'e', 'f'] as const).flatMap((arm) => [
    ...each(arm, ['ground', 'surface']),
    ...each('onMore', [arm]),
  ]),
  ['onPaper', 'paper'],
  ['ground', 'ink'],
];
const graphics: [Colour, Colour][] = [
  ...each('lineStrong', grounds),
  ...each('accent', grounds),
  ...each('neutral', ['ground', 'surface', 'neutralSoft']),
  ...each('a', [...grounds, 'neutralSoft']),
  ...each('b', [...grounds, 'neutralSoft']),
  ...(['c', 'd', 'e', 'f'] as const).flatMap((arm) => each(arm, [...grounds, 'neutralSoft'])),
  ...each('danger', grounds),
];

const channel = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
function luminance(colour: string): number {
  expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

it('computes contrast as the WCAG define it: 21 for black on white, 4.54 for #767676 on white', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

for (const [mode, palette] of Object.entries({ light, dark })) {
  it.each(text)(`${mode}: %s on %s is readable, at least 4.5:1`, (ink, ground) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(graphics)(`${mode}: %s beside %s can be told apart, at least 3:1`, (mark, ground) => {
    expect(contrast(palette[mark], palette[ground])).toBeGreaterThanOrEqual(3);
  });
}

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(vue|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
const styles = files('renderer').map((file) => ({ file, style: readFileSync(file, 'utf8') }));

it('knows every colour that text, marks and their grounds have in the styles of the window', () => {
  const inks = new Set([...text, ...graphics].map(([ink]) => ink as string));
  const below = new Set([...text, ...graphics].map(([, ground]) => ground as string));
  const used = (property: string): string[] => [
    ...new Set(
      styles.flatMap(({ style }) =>
        [...style.matchAll(new RegExp(`(?<![-\\w])${property}:\\s*var\\(--([a-z-]+)\\)`, 'g'))].map(
          ([, name]) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        ),
      ),
    ),
  ];
  // The outcomes of a pair have the colours of its two models, which are held above, each on its own.
  const ofPair = ['win', 'onWin', 'lose', 'onLose'];
  expect(used('color').length).toBeGreaterThan(5);
  expect(used('color').filter((name) => !inks.has(name) && !ofPair.includes(name))).toEqual([]);
  // A scrim dims what lies behind it, hatching and marks are the graphics above; text lies on none of them.
  const bare = ['scrim', 'hatch', 'mark', ...ofPair];
  expect(
    used('background').filter((name) => !below.has(name) && !inks.has(name) && !bare.includes(name)),
  ).toEqual([]);
});

it('has no colour outside of the palette', () => {
  const strays = styles.flatMap(({ file, style }) => {
    const sheet = file.endsWith('.css') ? style : style.slice(style.lastIndexOf('<style'));
    return [...sheet.matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi)].map(
      ([found]) => `${file}: ${found}`,
    );
  });
  expect(strays).toEqual([]);
});

it('moves for no longer than the one speed, and not at all where the system says so', () => {
  const base = readFileSync('renderer/theme/base.css', 'utf8');
  const still = base.slice(base.indexOf('@media (prefers-reduced-motion: reduce)'));
  expect(still).toMatch(/\*,\s*\*::before,\s*\*::after\s*\{/);
  for (const property of ['animation-duration', 'transition-duration']) {
    expect(still).toMatch(new RegExp(`${property}: 0\\.01ms !important`));
  }
  const moves = styles.flatMap(({ style }) => [...style.matchAll(/^\s*(?:transition|animation): (.*);$/gm)]);
  expect(moves.length).toBeGreaterThan(0);
  // How long a button is held is no movement but a clock; it takes as long as the hold does.
  const holds = /^(background-size|fill) 1150ms linear$/;
  for (const [, move] of moves.filter(([, one]) => !holds.test(one))) expect(move).toContain('var(--motion)');
});

it('takes the ring of focus from nothing that does not show its focus otherwise', () => {
  const silent = styles.filter(({ style }) => /outline:\s*(none|0)/.test(style));
  for (const { file, style } of silent) {
    expect(style, file).toMatch(/:focus-(within|visible)[^{]*\{[^}]*var\(--accent\)/);
  }
});
