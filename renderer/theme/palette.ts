import * as page from '../../evaluations/report/colours.ts';

/**
 * Every colour of the window, once for light and once for dark: those of a report's page, so that a model is blue or
 * orange in both, and what only a window has. C to F are for studies of more than two models; A to F are all apart
 * from each other for all common kinds of colour vision, and in grey.
 */
export interface Palette extends page.Colours {
  /** Edges of controls (at least 3:1). */
  lineStrong: string;
  accentHover: string;
  accentPressed: string;
  accentSoft: string;
  onAccent: string;
  c: string;
  d: string;
  e: string;
  f: string;
  /** On C, D, E and F. */
  onMore: string;
  dangerSoft: string;
  /** Behind a dialog; the one shadow, under what floats. */
  scrim: string;
  shade: string;
}

export const light: Palette = {
  ...page.light,
  lineStrong: '#838688',
  accentHover: '#095f54',
  accentPressed: '#074e45',
  accentSoft: '#dcefeb',
  onAccent: '#ffffff',
  c: '#4a025f',
  d: '#16370c',
  e: '#0204ab',
  f: '#5a4374',
  onMore: '#ffffff',
  dangerSoft: '#fae3e8',
  scrim: 'rgb(20 22 24 / 36%)',
  shade: 'rgb(20 22 24 / 16%)',
};

export const dark: Palette = {
  ...page.dark,
  lineStrong: '#71767a',
  accentHover: '#6fd3c2',
  accentPressed: '#3dae9b',
  accentSoft: '#173a35',
  onAccent: '#08211d',
  c: '#bef500',
  d: '#20ffe6',
  e: '#6bd7ea',
  f: '#eadd9b',
  onMore: '#0d1116',
  dangerSoft: '#4a1a26',
  scrim: 'rgb(0 0 0 / 56%)',
  shade: 'rgb(0 0 0 / 56%)',
};
