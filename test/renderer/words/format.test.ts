import { expect, it } from 'vitest';
import { ago, count, counted, duration, megabytes, percent, plain } from '../../../renderer/words/format.ts';

it('groups thousands and counts one and many', () => {
  expect([count(0), count(1478), count(3_000_000)]).toEqual(['0', '1,478', '3,000,000']);
  expect([counted(1, 'item'), counted(2, 'item'), counted(0, 'query', 'queries')]).toEqual([
    '1 item',
    '2 items',
    '0 queries',
  ]);
});

it('shows shares and numbers with fixed digits', () => {
  expect([percent(0.635), percent(0.635, 0), percent(1)]).toEqual(['63.5%', '64%', '100.0%']);
  expect([plain(0.12345), plain(2, 1)]).toEqual(['0.123', '2.0']);
});

it.each([
  [-3, '0 s'],
  [8.4, '8 s'],
  [59.6, '1 min 00 s'],
  [125, '2 min 05 s'],
  [3599.7, '1 h 00 min'],
  [4320, '1 h 12 min'],
])('says %d seconds as "%s"', (seconds, said) => {
  expect(duration(seconds)).toBe(said);
});

it('says how long ago something was, and the date from a day on', () => {
  const then = '2026-03-01T12:00:00Z';
  const at = (seconds: number): string => ago(then, Date.parse(then) + seconds * 1000);
  expect([at(-5), at(59), at(60), at(3599), at(3600), at(86_399)]).toEqual([
    'just now',
    'just now',
    '1 min ago',
    '59 min ago',
    '1 h ago',
    '23 h ago',
  ]);
  expect(at(86_400)).toBe('1 Mar 2026');
});

it('changes from MB to GB where MB would need four digits', () => {
  expect([megabytes(999.4), megabytes(1536)]).toEqual(['999 MB', '1.5 GB']);
});
