/** Puts palette and scale on the document as custom properties: `--ink-quiet`, `--space-4`, `--text-small`, … */
import { customProperty } from '../../evaluations/report/colours.ts';
import { dark, light, type Palette } from './palette.ts';
import { control, font, motion, radius, space } from './scale.ts';

export type Mode = 'light' | 'dark';
export const palettes: Record<Mode, Palette> = { light, dark };

/** @param models false where the colours of the models have no place: raters never see them */
export function applyTheme(mode: Mode, { models = true } = {}, root = document.documentElement): void {
  for (const [name, value] of Object.entries(customProperties(palettes[mode]))) {
    if (models || !ofModels.test(name)) root.style.setProperty(name, value);
  }
  root.style.colorScheme = mode;
  root.dataset.theme = mode;
}

const ofModels = /^--(?:on-)?[a-f](?:-soft)?$/;

export function customProperties(palette: Palette): Record<string, string> {
  const properties: Record<string, string> = {
    '--font': font.family,
    '--font-mono': font.mono,
    '--text-small': font.small,
    '--text-base': font.base,
    '--text-large': font.large,
    '--text-title': font.title,
    '--radius': radius,
    '--shadow': `0 8px 32px ${palette.shade}`,
    '--motion': motion,
    '--hatch': `repeating-linear-gradient(135deg, ${palette.neutral} 0 1.5px, ${palette.neutralSoft} 1.5px 6px)`,
  };
  for (const [step, size] of Object.entries(space)) properties[`--space-${step}`] = size;
  for (const [size, height] of Object.entries(control)) properties[`--control-${size}`] = height;
  for (const [name, colour] of Object.entries(palette)) {
    properties[customProperty(name)] = colour;
  }
  return properties;
}
