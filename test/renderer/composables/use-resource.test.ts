import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import { useResource } from '../../../renderer/composables/use-resource.ts';

function setup() {
  const key = shallowRef<string | null>('a');
  const asked: {
    key: string;
    signal: AbortSignal;
    resolve(value: string): void;
    reject(error: Error): void;
  }[] = [];
  const scope = effectScope();
  const resource = scope.run(() =>
    useResource(
      () => key.value,
      (present, signal) =>
        new Promise<string>((resolve, reject) => asked.push({ key: present, signal, resolve, reject })),
    ),
  )!;
  return { key, asked, scope, resource };
}

it('asks at once, and shows what comes', async () => {
  const { asked, resource } = setup();
  expect([resource.loading, resource.value]).toEqual([true, null]);
  asked[0].resolve('answer');
  await flushPromises();
  expect([resource.loading, resource.value, resource.error]).toEqual([false, 'answer', null]);
});

it('drops the answer to an older key, even when it comes last', async () => {
  const { key, asked, resource } = setup();
  key.value = 'b';
  await flushPromises();
  expect(asked.map((one) => one.key)).toEqual(['a', 'b']);
  expect(asked[0].signal.aborted).toBe(true);
  asked[1].resolve('of b');
  await flushPromises();
  asked[0].resolve('of a');
  await flushPromises();
  expect(resource.value).toBe('of b');
});

it('stays loading while only the older answer came, and drops its error too', async () => {
  const { key, asked, resource } = setup();
  key.value = 'b';
  await flushPromises();
  asked[0].reject(new Error('old'));
  await flushPromises();
  expect([resource.loading, resource.error, resource.value]).toEqual([true, null, null]);
});

it('shows the error of the present key, and forgets it when asked again', async () => {
  const { asked, resource } = setup();
  const error = new Error('broken');
  asked[0].reject(error);
  await flushPromises();
  expect([resource.error, resource.loading]).toEqual([error, false]);
  void resource.reload();
  expect(resource.error).toBeNull();
  asked[1].resolve('now');
  await flushPromises();
  expect(resource.value).toBe('now');
});

it('keeps the value while the same key is asked again, and empties it for another', async () => {
  const { key, asked, resource } = setup();
  asked[0].resolve('one');
  await flushPromises();
  void resource.reload();
  expect(resource.value).toBe('one');
  key.value = 'b';
  await flushPromises();
  expect(resource.value).toBeNull();
});

it('asks nothing without a key', async () => {
  const { key, asked, resource } = setup();
  key.value = null;
  await flushPromises();
  expect(asked).toHaveLength(1);
  expect(resource.loading).toBe(false);
  asked[0].resolve('late');
  await flushPromises();
  expect(resource.value).toBeNull();
});

it('takes nothing any more when its component is gone', async () => {
  const { asked, scope, resource } = setup();
  scope.stop();
  expect(asked[0].signal.aborted).toBe(true);
  asked[0].resolve('late');
  await flushPromises();
  expect(resource.value).toBeNull();
});
