/**
 * Every colour of the window, once for light and once for dark. A light table: the ground is quiet, pictures lie on
 * lit paper in both modes, one accent is for action, A and B are for the two models and for nothing else
 * (blue and orange: apart for all common kinds of colour vision, and in grey). C to F are for studies of more than
 * two models; all six are apart from each other in the same way.
 */
export interface Palette {
  /** Behind everything, on which surfaces lie, and what is set into a surface. */
  ground: string;
  surface: string;
  sunken: string;
  /** Under a picture. */
  paper: string;
  onPaper: string;
  /** Hairlines between things; edges of controls (at least 3:1). */
  line: string;
  lineStrong: string;
  ink: string;
  inkQuiet: string;
  accent: string;
  accentHover: string;
  accentPressed: string;
  accentSoft: string;
  onAccent: string;
  a: string;
  aSoft: string;
  onA: string;
  b: string;
  bSoft: string;
  onB: string;
  c: string;
  d: string;
  e: string;
  f: string;
  /** On C, D, E and F. */
  onMore: string;
  /** A draw; the hatching of what is inconclusive. */
  neutral: string;
  neutralSoft: string;
  danger: string;
  dangerSoft: string;
  /** Behind a dialog; the one shadow, under what floats. */
  scrim: string;
  shade: string;
}

export const light: Palette = {
  ground: '#f3f3f1',
  surface: '#ffffff',
  sunken: '#eaeae7',
  paper: '#ffffff',
  onPaper: '#4c4e50',
  line: '#dededa',
  lineStrong: '#838688',
  ink: '#1b1c1d',
  inkQuiet: '#5b5d5f',
  accent: '#0b7063',
  accentHover: '#095f54',
  accentPressed: '#074e45',
  accentSoft: '#dcefeb',
  onAccent: '#ffffff',
  a: '#1f5fbf',
  aSoft: '#dfe9f8',
  onA: '#ffffff',
  b: '#ad4700',
  bSoft: '#fbe6d6',
  onB: '#ffffff',
  c: '#4a025f',
  d: '#16370c',
  e: '#0204ab',
  f: '#5a4374',
  onMore: '#ffffff',
  neutral: '#686b6e',
  neutralSoft: '#d9dad8',
  danger: '#b3123f',
  dangerSoft: '#fae3e8',
  scrim: 'rgb(20 22 24 / 36%)',
  shade: 'rgb(20 22 24 / 16%)',
};

export const dark: Palette = {
  ground: '#161718',
  surface: '#1e2022',
  sunken: '#101112',
  paper: '#f1f1ee',
  onPaper: '#4c4e50',
  line: '#303336',
  lineStrong: '#71767a',
  ink: '#ececea',
  inkQuiet: '#a5a8aa',
  accent: '#4fc4b0',
  accentHover: '#6fd3c2',
  accentPressed: '#3dae9b',
  accentSoft: '#173a35',
  onAccent: '#08211d',
  a: '#7fb0ff',
  aSoft: '#1c2f4d',
  onA: '#0d1116',
  b: '#ff9f55',
  bSoft: '#46290f',
  onB: '#0d1116',
  c: '#bef500',
  d: '#20ffe6',
  e: '#6bd7ea',
  f: '#eadd9b',
  onMore: '#0d1116',
  neutral: '#8d9194',
  neutralSoft: '#3a3d40',
  danger: '#ff8096',
  dangerSoft: '#4a1a26',
  scrim: 'rgb(0 0 0 / 56%)',
  shade: 'rgb(0 0 0 / 56%)',
};
