/** Keys of a view: plain keys that do nothing while somebody types or a control uses them. */
import { onScopeDispose } from 'vue';

export function useKeys(keys: Record<string, () => void>): void {
  const onKey = (event: KeyboardEvent): void => {
    const handler = keys[event.key];
    if (!handler || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [role="listbox"]'))
      return;
    event.preventDefault();
    handler();
  };
  window.addEventListener('keydown', onKey);
  onScopeDispose(() => window.removeEventListener('keydown', onKey));
}
