/** Everything that can be done now, for the palette, the keyboard and the platform's menu. */
import { defineStore } from 'pinia';
import { onScopeDispose, shallowReactive } from 'vue';

export interface Action {
  id: string;
  title: string;
  /** Words that find it too. */
  also?: string;
  /** As shown, e.g. "Ctrl+N"; the binding itself is the view's or the shell's. */
  keys?: string;
  run(): unknown;
}

export const useActionsStore = defineStore('actions', () => {
  const all = shallowReactive(new Map<string, Action>());
  function add(actions: Action[]): () => void {
    actions.forEach((action) => all.set(action.id, action));
    return () =>
      actions.forEach((action) => {
        if (all.get(action.id) === action) all.delete(action.id);
      });
  }
  const run = (id: string): unknown => all.get(id)?.run();
  return { all, add, run };
});

/** Offers actions as long as the calling component lives. */
export function useActions(actions: Action[]): void {
  onScopeDispose(useActionsStore().add(actions));
}
