/**
 * The colours of a report's page, once for light and once for dark. A light table: the ground is quiet, pictures lie on
 * lit paper in both modes, one accent is for action, A and B are for the two models and for nothing else (blue and
 * orange: apart for all common kinds of colour vision, and in grey). The window takes them from here and adds its own.
 */
export interface Colours {
  /** Behind everything, on which surfaces lie, and what is set into a surface. */
  ground: string;
  surface: string;
  sunken: string;
  /** Under a picture. */
  paper: string;
  onPaper: string;
  /** Hairlines between things. */
  line: string;
  ink: string;
  inkQuiet: string;
  accent: string;
  a: string;
  aSoft: string;
  onA: string;
  b: string;
  bSoft: string;
  onB: string;
  /** A draw; the hatching of what is inconclusive. */
  neutral: string;
  neutralSoft: string;
  danger: string;
}

export const light: Colours = {
  ground: '#f3f3f1',
  surface: '#ffffff',
  sunken: '#eaeae7',
  paper: '#ffffff',
  onPaper: '#4c4e50',
  line: '#dededa',
  ink: '#1b1c1d',
  inkQuiet: '#5b5d5f',
  accent: '#0b7063',
  a: '#1f5fbf',
  aSoft: '#dfe9f8',
  onA: '#ffffff',
  b: '#ad4700',
  bSoft: '#fbe6d6',
  onB: '#ffffff',
  neutral: '#686b6e',
  neutralSoft: '#d9dad8',
  danger: '#b3123f',
};

export const dark: Colours = {
  ground: '#161718',
  surface: '#1e2022',
  sunken: '#101112',
  paper: '#f1f1ee',
  onPaper: '#4c4e50',
  line: '#303336',
  ink: '#ececea',
  inkQuiet: '#a5a8aa',
  accent: '#4fc4b0',
  a: '#7fb0ff',
  aSoft: '#1c2f4d',
  onA: '#0d1116',
  b: '#ff9f55',
  bSoft: '#46290f',
  onB: '#0d1116',
  neutral: '#8d9194',
  neutralSoft: '#3a3d40',
  danger: '#ff8096',
};

/** Name of a colour's custom property: `--ink-quiet` for `inkQuiet`. */
export const customProperty = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** All of them as custom properties. */
export const properties = (colours: Colours): string =>
  Object.entries(colours)
    .map(([name, colour]) => `${customProperty(name)}: ${colour};`)
    .join(' ');
