import { expect, it } from 'vitest';
import { answers, asked, begin, disk, fetched, press, raterWindow, screen, view } from './rater-window.ts';

raterWindow();

it('fetches the pictures of the next question while this one is shown', async () => {
  await begin();
  expect(asked()).toBe('q0');
  expect(fetched).toContain('pictures/emoji/query-q1');
  expect(fetched).toContain('pictures/emoji/two-q1');
});

it('makes a picture large with Z, goes to the others by arrows, and takes no answer meanwhile', async () => {
  await begin();
  await press('z');
  const large = () => view.get('[data-testid="rater-zoom"] img').attributes('alt');
  expect(large()).toBe('query-q0');
  await press('ArrowRight');
  expect(large()).toBe('one-q0');
  await press('1');
  expect(answers()).toEqual([]);
  await press('Escape');
  expect(view.find('[data-testid="rater-zoom"]').exists()).toBe(false);
  expect(screen()).toBe('asking');
  await view.get('[data-testid="rater-right"] button').trigger('click');
  expect(large()).toBe('two-q0');
});

it('shows in words what a picture is when T is pressed, and hides it again', async () => {
  await begin();
  expect(view.text()).not.toContain('one-q0!');
  await press('t');
  expect(view.text()).toContain('one-q0!');
  await press('t');
  expect(view.text()).not.toContain('one-q0!');
});

it('lays lists side by side in full, in their order', async () => {
  disk.listLength = 4;
  await begin();
  for (const [where, name] of [
    ['left', 'one-q0'],
    ['right', 'two-q0'],
  ]) {
    const shown = view.findAll(`[data-testid="rater-${where}"] img`).map((image) => image.attributes('alt'));
    expect(shown).toEqual([name, `${name}-1`, `${name}-2`, `${name}-3`]);
  }
  expect(fetched).toContain('pictures/emoji/two-q1-3');
});

it('gives both sides the same attributes, but for the side, the picture and its title', async () => {
  await begin();
  const plain = (side: string, name: string): string =>
    view.get(`[data-testid="rater-${side}"]`).html().replaceAll(name, '*').replaceAll(side, 'side');
  expect(plain('left', 'one-q0')).toBe(plain('right', 'two-q0'));
});
