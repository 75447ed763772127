/** The time, for "5 min ago": told anew every half minute while a view is open. */
import { onScopeDispose, shallowRef, type Ref } from 'vue';

const everyMs = 30_000;

export function useNow(): Readonly<Ref<number>> {
  const now = shallowRef(Date.now());
  const clock = setInterval(() => (now.value = Date.now()), everyMs);
  onScopeDispose(() => clearInterval(clock));
  return now;
}
