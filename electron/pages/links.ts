import { shell } from 'electron';

/** The only addresses that Pinwise opens, in the person's own browser. */
export const links = {
  paper: 'https://arxiv.org/abs/1806.01973',
  openmoji: 'https://openmoji.org/',
} as const;

export const openLink = (link: keyof typeof links): Promise<void> => shell.openExternal(links[link]);
