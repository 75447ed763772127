/** Colours of the page, by the names of its style: those of the window, so that a model is blue or orange in both. */
export interface Colours {
  ground: string;
  surface: string;
  sunken: string;
  paper: string;
  onPaper: string;
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

/** As custom properties: `inkQuiet` becomes `--ink-quiet`. */
export const properties = (colours: Colours): string =>
  Object.entries(colours)
    .map(
      ([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${colour};`,
    )
    .join(' ');
