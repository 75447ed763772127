/** Raters of the journey in their window: in, through the practice, their answers by keyboard, and out. */
import type { Page } from 'playwright-core';
import { openRater, type Studio } from './studio.ts';

export const questions = 30;
export const practice = 3;
export const raters = ['Ada', 'Grace'] as const;

/** Opens the raters' window and enters as the first of them. */
export async function startRating(
  studio: Studio,
  study: string,
  onInstructions?: (rater: Page) => Promise<void>,
): Promise<Page> {
  const rater = await openRater(studio, study);
  await enter(rater, raters[0], onInstructions);
  return rater;
}

/** Goes past instructions and practice, where they are due. */
export async function enter(
  rater: Page,
  name: string,
  onInstructions?: (rater: Page) => Promise<void>,
): Promise<void> {
  await rater.locator('#rater-name').fill(name);
  await rater.keyboard.press('Enter');
  await rater.waitForSelector('[data-screen="instructions"], [data-screen="asking"]');
  if ((await screen(rater)) === 'instructions') {
    await onInstructions?.(rater);
    await rater.keyboard.press('Enter');
    for (let n = 0; n < practice; n++) {
      await rater.waitForSelector('[data-screen="asking"]');
      await rater.keyboard.press('1');
      await rater.waitForSelector('[data-screen="feedback"]');
      await rater.keyboard.press('Enter');
    }
    await rater.waitForSelector('[data-screen="asking"]');
  }
  await rater.getByTestId('rater-query').waitFor();
}

/** Escape held down, as it says on the screen. */
export async function leaveRating(rater: Page): Promise<void> {
  const closed = rater.waitForEvent('close');
  await rater.keyboard.down('Escape');
  await closed;
}

export const progress = (rater: Page): Promise<string> => rater.getByTestId('rater-progress').innerText();

/** Answers `count` questions by keys alone, each after the one before it was stored. */
export async function answer(rater: Page, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const before = await progress(rater);
    await rater.keyboard.press(['1', '2', '0', 'ArrowLeft', 'ArrowRight'][n % 5]);
    await rater.waitForFunction((old) => {
      const asking = document.querySelector('[data-testid="rater"][data-screen="asking"]');
      return asking?.querySelector<HTMLElement>('[data-testid="rater-progress"]')?.innerText !== old;
    }, before);
  }
}

const screen = async (rater: Page): Promise<string> =>
  (await rater.getByTestId('rater').getAttribute('data-screen')) ?? '';

export async function undoAndAnswerAgain(rater: Page, answered: number): Promise<void> {
  await rater.keyboard.press('Control+z');
  await rater.waitForFunction(
    (start) =>
      document.querySelector<HTMLElement>('[data-testid="rater-progress"]')?.innerText.startsWith(start),
    `${answered - 1} of`,
  );
  await answer(rater, 1);
}

export async function finish(rater: Page): Promise<void> {
  for (let n = 0; n < questions && (await screen(rater)) === 'asking'; n++) await answer(rater, 1);
  await rater.waitForSelector('[data-screen="thanks"]');
}
