/**
 * Items of a data set by position, fetched in pages as they come into view: a million items cost what is looked at.
 * Pages of an older search are dropped; at most `keep` pages are held.
 */
import { onScopeDispose, reactive, shallowRef, triggerRef, watch, type Ref } from 'vue';
import type { ItemCard } from '../../engine/contract/datasets.ts';
import type { EngineClient } from '../engine-client.ts';

export interface ItemQuery {
  name: string;
  search: string;
  /** Only these rows. */
  rows?: number[];
}

const pageSize = 200;
const keep = 30;

export function useItemWindow(engine: Pick<EngineClient, 'call'>, query: Ref<ItemQuery>) {
  const total = shallowRef<number | null>(null);
  const error = shallowRef<unknown>(null);
  const pages = shallowRef(new Map<number, ItemCard[] | 'loading'>());
  let controller = new AbortController();

  function reset(): void {
    controller.abort();
    controller = new AbortController();
    pages.value = new Map();
    error.value = null;
    void load(0);
  }

  async function load(page: number): Promise<void> {
    if (pages.value.has(page)) return;
    const held = pages.value;
    const { signal } = controller;
    held.set(page, 'loading');
    try {
      const { name, search, rows } = query.value;
      const answer = await engine.call(
        'datasets.items',
        { name, search, rows, offset: page * pageSize, limit: pageSize },
        { signal },
      );
      if (signal.aborted) return;
      held.set(page, answer.items);
      total.value = answer.total;
      for (const old of held.keys()) {
        if (held.size <= keep) break;
        if (old !== page && held.get(old) !== 'loading') held.delete(old);
      }
      triggerRef(pages);
    } catch (reason) {
      held.delete(page);
      if (!signal.aborted) error.value = reason;
    }
  }

  /** To be called with what is in view: [first, end). */
  function ensure(first: number, end: number): void {
    for (let page = Math.floor(first / pageSize); page * pageSize < end; page++) void load(page);
  }

  function at(index: number): ItemCard | undefined {
    const page = pages.value.get(Math.floor(index / pageSize));
    return page === undefined || page === 'loading' ? undefined : page[index % pageSize];
  }

  watch(query, reset, { immediate: true });
  onScopeDispose(() => controller.abort());
  return reactive({ total, error, ensure, at, reset });
}
