/** A view in a window with a fake engine and a fake main process: real stores, real addresses, no pictures loaded. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { vi } from 'vitest';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter, type Router, type RouteRecordRaw } from 'vue-router';
import { engine } from '../../renderer/engine-client.ts';
import { router as ours } from '../../renderer/router.ts';
import { useDatasetsStore } from '../../renderer/stores/datasets.ts';
import { useRunsStore } from '../../renderer/stores/runs.ts';
import { useStudiesStore } from '../../renderer/stores/studies.ts';
import { fakeEngine, type FakeEngine } from './fake-engine.ts';
import { fakeStudio, type Call } from './fake-studio.ts';

/** What jsdom lacks. */
export function stubBrowser(): void {
  Element.prototype.scrollTo = () => undefined;
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  // One that never answers, where a test has not brought its own.
  if (!('Worker' in globalThis)) {
    vi.stubGlobal(
      'Worker',
      class {
        postMessage = () => undefined;
        terminate = () => undefined;
      },
    );
  }
}

export interface Mounted {
  view: VueWrapper;
  router: Router;
  engineCalls: FakeEngine['calls'];
  studioCalls: Call[];
}

/** The addresses of the window, each an empty page. */
export function emptyPages(): Router {
  const component = { render: () => null };
  const routes = ours.options.routes.map((route) =>
    route.redirect ? route : ({ ...route, component } as RouteRecordRaw),
  );
  return createRouter({ history: createMemoryHistory(), routes: [...routes] });
}

export async function mountView(
  component: Component,
  options: {
    props?: Record<string, unknown>;
    engine?: Parameters<typeof fakeEngine>[0];
    studio?: Parameters<typeof fakeStudio>[0];
  },
): Promise<Mounted> {
  stubBrowser();
  const pinia = createPinia();
  setActivePinia(pinia);
  const { calls: studioCalls } = fakeStudio({
    'settings.write': (settings) => settings,
    'studies.list': () => [],
    ...options.studio,
  });
  const fake = fakeEngine({
    'datasets.list': () => [],
    'runs.list': () => [],
    'presets.list': () => [],
    ...options.engine,
  });
  const [datasets, runs, studies] = [useDatasetsStore(), useRunsStore(), useStudiesStore()];
  engine.attach(fake.port);
  await Promise.all([datasets.refresh(), runs.refresh(), studies.refresh()]);
  const router = emptyPages();
  const view = mount(component, {
    props: options.props,
    // A store of a test before may have made its own the active one meanwhile.
    global: { plugins: [pinia, router] },
    attachTo: document.body,
  });
  await flushPromises();
  return { view, router, engineCalls: fake.calls, studioCalls };
}

/** A key as a person presses it: it goes to what has the focus, and up. */
export async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  (document.activeElement ?? document.body).dispatchEvent(event);
  await flushPromises();
  return event;
}
