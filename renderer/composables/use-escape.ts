/** Escape leaves the innermost thing: the handler that was added last takes the key, and only that one. */
import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue';

const handlers: (() => void)[] = [];
let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const innermost = handlers.at(-1);
    if (!innermost) return;
    event.preventDefault();
    innermost();
  });
}

/** `leave` runs on Escape while `when` holds (always, when left out). */
export function useEscape(leave: () => void, when: MaybeRefOrGetter<boolean> = true): void {
  listen();
  const handler = (): void => leave();
  const remove = (): void => {
    const at = handlers.indexOf(handler);
    if (at >= 0) handlers.splice(at, 1);
  };
  watch(
    () => toValue(when),
    (on) => (on ? handlers.push(handler) : remove()),
    { immediate: true },
  );
  onScopeDispose(remove);
}
