import type { WindowState } from './settings.ts';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

const usual = { width: 1280, height: 840 };
const smallest = { width: 900, height: 600 };

/**
 * Where a window opens: where it was, if enough of it lies on a screen that is still there; else in the middle of the
 * first screen, no larger than that.
 * @param screens work areas, the primary one first
 */
export function placeWindow(remembered: WindowState | null, screens: readonly Area[]): Partial<Area> {
  const { width, height } = screens[0];
  const fitting = (wanted: { width: number; height: number }): { width: number; height: number } => ({
    width: Math.max(Math.min(smallest.width, width), Math.min(wanted.width, width)),
    height: Math.max(Math.min(smallest.height, height), Math.min(wanted.height, height)),
  });
  if (!remembered) return fitting(usual);
  const { x, y } = remembered;
  if (x === undefined || y === undefined) return fitting(remembered);
  const place = { x, y, width: remembered.width, height: remembered.height };
  return screens.some((screen) => canBeGrabbed(place, screen)) ? place : fitting(remembered);
}

/** Its title bar can be reached. */
function canBeGrabbed(window: Area, screen: Area): boolean {
  const overlap = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return overlap >= 100 && window.y >= screen.y - 10 && window.y <= screen.y + screen.height - 50;
}

export const smallestSize = { minWidth: smallest.width, minHeight: smallest.height };
