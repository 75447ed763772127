/** The raters' window on a disk that is made up: what a test presses, and what it sees. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import RaterView from '../../../renderer/views/rater/RaterView.vue';
import { fakeRating, type Disk } from '../fake-rating.ts';
import type { Call } from '../fake-studio.ts';

/** Addresses of pictures that were asked for. */
export const fetched: string[] = [];
export let disk: Disk;
export let calls: Call[];
/** As the main process tells the window. */
export let tell: (name: string) => void;
export let view: VueWrapper;

/** Once in a file of tests: a window for each of them. */
export function raterWindow(): void {
  beforeEach(() => {
    fetched.length = 0;
    vi.stubGlobal(
      'Image',
      class {
        set src(address: string) {
          fetched.push(address);
        }
        decode = () => Promise.resolve();
      },
    );
    ({ disk, calls, tell } = fakeRating());
  });
  afterEach(() => {
    view.unmount();
    vi.useRealTimers();
  });
}

export async function open(): Promise<void> {
  view = mount(RaterView, { attachTo: document.body });
  await flushPromises();
}
export async function enter(name = 'Ada', pin = ''): Promise<void> {
  await view.get('#rater-name').setValue(name);
  await view.get('#rater-pin').setValue(pin);
  await view.get('form').trigger('submit');
  await flushPromises();
}
export async function begin(): Promise<void> {
  await open();
  await enter();
}
export const press = async (key: string, more: KeyboardEventInit = {}): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));
  window.dispatchEvent(new KeyboardEvent('keyup', { key }));
  await flushPromises();
};
export const click = async (id: string): Promise<void> => {
  await view.get(`[data-testid="${id}"]`).trigger('click');
  await flushPromises();
};
export const screen = () => view.attributes('data-screen');
export const asked = () => view.get('[data-question]').attributes('data-question');
export const answers = () =>
  calls.filter(({ name }) => name === 'rater.answer').map(({ params }) => params.choice);
