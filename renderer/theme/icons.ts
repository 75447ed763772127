/** Line icons on a 16 px square, drawn for Pinwise; stroke 1.5, round ends, the colour of the text beside them. */
export const icons = {
  back: 'M9.5 3.5 5 8l4.5 4.5',
  next: 'M6.5 3.5 11 8l-4.5 4.5',
  down: 'M4 6.5 8 10.5l4-4',
  up: 'M4 9.5 8 5.5l4 4',
  add: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5 6.5 12 13 4.5',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  settings:
    'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 13.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  folder: 'M2 12.5v-9h4l1.5 2H14v7Z',
  stop: 'M4.5 4.5h7v7h-7Z',
  resume: 'M5 3.5v9l7-4.5Z',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6',
  swap: 'M4.5 2.5 2 5l2.5 2.5M2 5h11M11.5 8.5 14 11l-2.5 2.5M14 11H3',
  export: 'M8 2v7.5M5 5l3-3 3 3M2.5 10v3.5h11V10',
  remove: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5',
  warning: 'M8 2 14.5 13.5h-13ZM8 6.5v3.2M8 11.6v.1',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.3V11M8 5v.1',
  random: 'M2 4.5h2.5l6 7H14M2 11.5h2.5l1.5-1.8M9 6.4l1.5-1.9H14M12 2.5l2 2-2 2M12 9.5l2 2-2 2',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  picture: 'M2 3h12v10H2ZM2 11l3.5-3.5 3 3 2-2L14 11M10.5 6.2v.1',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
} as const;

export type IconName = keyof typeof icons;
