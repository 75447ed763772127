/** Something that needs a deliberate act: a key or button that is held down for a while. */
import { onScopeDispose, shallowRef } from 'vue';

export const holdMs = 1400;
/** A short press is meant as one. */
const showAfterMs = 250;

export function useHold(done: () => void) {
  const holding = shallowRef(false);
  let shown: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(shown);
    clearTimeout(timer);
    shown = timer = undefined;
    holding.value = false;
  }
  function start(): void {
    if (timer !== undefined) return;
    shown = setTimeout(() => (holding.value = true), showAfterMs);
    timer = setTimeout(() => {
      stop();
      done();
    }, holdMs);
  }
  window.addEventListener('blur', stop);
  onScopeDispose(() => {
    stop();
    window.removeEventListener('blur', stop);
  });
  return { holding, start, stop };
}

/** Escape held down, whatever else a short press of it does. */
export function useHeldEscape(done: () => void) {
  const hold = useHold(done);
  const down = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.repeat) hold.start();
  };
  const up = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') hold.stop();
  };
  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('keyup', up, { capture: true });
  onScopeDispose(() => {
    window.removeEventListener('keydown', down, { capture: true });
    window.removeEventListener('keyup', up, { capture: true });
  });
  return hold;
}
