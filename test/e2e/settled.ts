import type { Page } from 'playwright-core';

/**
 * Waits until a page that was resized, coloured anew or led elsewhere shows what it is going to show: its fonts and the
 * pictures in sight are there, no transition is on its way, each chart has the size of its place, and that is painted.
 * What moves for ever (a sign of waiting) is not waited for.
 */
export async function settled(page: Page): Promise<void> {
  // What was asked for just now begins to move in the next frame, and is measured by charts in the one after.
  await painted(page);
  await page.waitForFunction(async () => {
    const moves = document
      .getAnimations()
      .some(
        ({ playState, effect }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      );
    const charts = [...document.querySelectorAll<HTMLElement>('.chart canvas')].every(
      (canvas) => canvas.offsetWidth === canvas.closest<HTMLElement>('.chart')!.clientWidth,
    );
    if (moves || !charts || document.fonts.status !== 'loaded') return false;
    const inSight = [...document.images].filter((picture) => {
      const { top, bottom } = picture.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    if (!inSight.every(({ complete }) => complete)) return false;
    // A picture that cannot be shown is as ready as it will be.
    await Promise.all(inSight.map((picture) => picture.decode().catch(() => undefined)));
    return true;
  });
  await painted(page);
}

const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
