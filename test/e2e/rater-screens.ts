/** From one screen of the rater's window to the next, by keyboard. */
import type { Page } from 'playwright-core';

export const screen = (rater: Page): Promise<string | null> =>
  rater.getByTestId('rater').getAttribute('data-screen');

export async function enter(rater: Page, name: string): Promise<void> {
  await rater.locator('#rater-name').fill(name);
  await rater.keyboard.press('Enter');
  await rater.waitForSelector('[data-screen="instructions"]');
}
export async function practise(rater: Page): Promise<void> {
  await rater.keyboard.press('Enter');
  await rater.waitForSelector('[data-screen="asking"]');
  await rater.keyboard.press('1');
  await rater.waitForSelector('[data-screen="feedback"]');
  await rater.keyboard.press('Enter');
  await rater.waitForSelector('[data-screen="asking"]');
}
/** Answers the trial that is shown and waits for what comes next; rests are short. */
export async function next(rater: Page): Promise<void> {
  const before = await rater.locator('[data-question]').getAttribute('data-question');
  await rater.keyboard.press('1');
  await rater.waitForFunction(
    (old) => document.querySelector('[data-question]')?.getAttribute('data-question') !== old,
    before,
  );
  if ((await screen(rater)) === 'rest') {
    await rater.keyboard.press('Enter');
    await rater.waitForSelector('[data-screen="asking"]');
  }
}
