/**
 * What Compare asks about: one item of the walk, several of them together, or a context. Going to another item is
 * asking about that one alone again.
 */
import { computed, reactive, shallowRef, watch } from 'vue';
import type { FoundContext } from '../../engine/contract/new-items.ts';
import { useQueryWalk } from './use-query-walk.ts';

/** The engine takes so many items in one query. */
const most = 100;

export function useQuery(options: Parameters<typeof useQueryWalk>[0]) {
  const walk = useQueryWalk(options);
  /** Asked together with the item of the walk, in the order in which they came. */
  const others = shallowRef<number[]>([]);
  /** The context that is asked about; null for items. */
  const context = shallowRef<FoundContext | null>(null);

  function alone(): void {
    others.value = [];
    context.value = null;
  }
  watch(options.key, alone);

  /** A step of the walk. */
  const step = (go: () => void) => (): void => {
    alone();
    go();
  };
  function go(row: number): void {
    alone();
    walk.go(row);
  }
  /** Asks about one more item. Beside a context there is none: then about that item alone. */
  function add(row: number): void {
    if (context.value !== null) return go(row);
    if (row === walk.row || others.value.includes(row) || others.value.length >= most - 1) return;
    others.value = [...others.value, row];
  }
  function remove(row: number): void {
    const rest = [walk.row, ...others.value].filter((one) => one !== row);
    if (rest.length === 0) return;
    if (rest[0] !== walk.row) walk.go(rest[0]);
    others.value = rest.slice(1);
  }
  function askContext(wanted: FoundContext): void {
    others.value = [];
    context.value = wanted;
  }

  const rows = computed(() => [walk.row, ...others.value]);
  return reactive({
    row: computed(() => walk.row),
    rows,
    context,
    /** The one item that is asked about, or null. */
    single: computed(() => (context.value === null && others.value.length === 0 ? walk.row : null)),
    /** Changes when something else is asked. */
    key: computed(() =>
      context.value === null ? `items:${rows.value.join()}` : `context:${context.value.id}`,
    ),
    /** As the engine takes it. */
    asked: computed(() => (context.value === null ? { rows: rows.value } : { context: context.value.id })),
    go,
    add,
    remove,
    askContext,
    /** Back from several items or a context to the item of the walk. */
    alone,
    next: step(() => walk.next()),
    previous: step(() => walk.previous()),
    jump: step(() => walk.jump()),
  });
}
