/**
 * Which query one looks at, and the way there: back goes where one was, forward where one came back from; where there
 * is nothing to go back or forward to, the neighbouring rows are next.
 */
import { computed, reactive, shallowRef, watch } from 'vue';

/** Steps of the way that are kept. */
const longest = 200;

export function useQueryWalk(options: {
  /** Where to begin, and again whenever `key` changes. */
  begin(): number;
  key(): unknown;
  /** Number of items; rows are 0 to items - 1. */
  items(): number;
  /** In [0, 1). */
  random?(): number;
}) {
  const { begin, key, items, random = Math.random } = options;
  const way = shallowRef<number[]>([begin()]);
  const at = shallowRef(0);
  const row = computed(() => way.value[at.value]);
  watch(key, () => {
    way.value = [begin()];
    at.value = 0;
  });

  const exists = (wanted: number): boolean => wanted >= 0 && wanted < items();

  function go(wanted: number): void {
    if (!exists(wanted) || wanted === row.value) return;
    way.value = [...way.value.slice(0, at.value + 1), wanted].slice(-longest);
    at.value = way.value.length - 1;
  }
  function next(): void {
    if (at.value < way.value.length - 1) at.value++;
    else go(row.value + 1);
  }
  function previous(): void {
    if (at.value > 0) at.value--;
    else if (exists(row.value - 1)) way.value = [row.value - 1, ...way.value].slice(0, longest);
  }
  /** Any other item, each as likely. */
  function jump(): void {
    const others = items() - 1;
    if (others < 1) return;
    const drawn = Math.floor(random() * others);
    go(drawn < row.value ? drawn : drawn + 1);
  }

  return reactive({ row, go, next, previous, jump });
}
