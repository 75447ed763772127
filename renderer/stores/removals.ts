/** What was removed but can still be brought back: hidden everywhere, still on disk. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

type Kind = 'dataset' | 'run';
const key = (kind: Kind, name: string): string => `${kind}:${name}`;

export const useRemovalsStore = defineStore('removals', () => {
  const hidden = shallowRef<ReadonlySet<string>>(new Set());

  function hide(kind: Kind, name: string): void {
    hidden.value = new Set([...hidden.value, key(kind, name)]);
  }
  function show(kind: Kind, name: string): void {
    hidden.value = new Set([...hidden.value].filter((one) => one !== key(kind, name)));
  }
  /** Those of `all` that are not on their way out; null stays null. */
  const visible = <T extends { name: string }>(kind: Kind, all: T[] | null): T[] | null =>
    all && all.filter((one) => !hidden.value.has(key(kind, one.name)));

  return { hide, show, visible };
});
