import { expect, it } from 'vitest';
import { placeWindow } from '../../electron/window-state.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const state = { x: 2000, y: 100, width: 1000, height: 700, maximized: false, fullScreen: false };

it('opens where it was', () => {
  expect(placeWindow(state, screens)).toEqual({ x: 2000, y: 100, width: 1000, height: 700 });
});

it('opens on the first screen when its own is gone, with its size', () => {
  expect(placeWindow(state, screens.slice(0, 1))).toEqual({ width: 1000, height: 700 });
});

it.each([
  ['above every screen', { ...state, y: -500 }],
  ['below every screen', { ...state, y: 1100 }],
  ['nearly out at the right', { ...state, x: 3190 }],
])('does not open %s, where nobody can grab it', (_where, lost) => {
  expect(placeWindow(lost, screens)).toEqual({ width: 1000, height: 700 });
});

it('is never larger than its screen, even when that is smaller than our smallest', () => {
  const small = [{ x: 0, y: 0, width: 800, height: 500 }];
  expect(placeWindow(null, small)).toEqual({ width: 800, height: 500 });
  expect(placeWindow({ ...state, x: undefined, width: 5000 }, small)).toEqual({ width: 800, height: 500 });
});
