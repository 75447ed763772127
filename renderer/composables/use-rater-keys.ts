/** The keys of the raters' window: answers, the last one back, pictures large, words, pause. */
import { onScopeDispose, shallowRef } from 'vue';
import { choiceOfKey } from '../words/rater-words.ts';
import type { useEnlarged } from './use-enlarged.ts';
import type { useRaterSession } from './use-rater-session.ts';

/** @returns whether pictures are described in words, which a key switches */
export function useRaterKeys(
  session: ReturnType<typeof useRaterSession>,
  enlarged: ReturnType<typeof useEnlarged>,
) {
  const words = shallowRef(false);

  function escape(): void {
    if (enlarged.at !== null) enlarged.close();
    else if (session.screen === 'paused') void session.goOn();
    else session.pause();
  }
  function onPlainKey(event: KeyboardEvent): boolean {
    const letter = event.key.toLowerCase();
    if (event.key === 'Escape') escape();
    else if (session.screen !== 'asking' && session.screen !== 'feedback') return false;
    else if (letter === 't') words.value = !words.value;
    else if (letter === 'z') enlarged.toggle();
    else if (enlarged.at !== null) {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
      enlarged.step(event.key === 'ArrowLeft' ? -1 : 1);
    } else {
      const kind = session.turn?.session;
      const choice = session.screen === 'asking' && kind ? choiceOfKey(kind, event) : undefined;
      if (!choice) return false;
      void session.answer(choice);
    }
    return true;
  }
  function onKey(event: KeyboardEvent): void {
    if (event.repeat || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    const undo = command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'z';
    if (undo && session.turn) {
      event.preventDefault();
      void session.undo();
    } else if (!command && !event.altKey && onPlainKey(event)) event.preventDefault();
  }
  window.addEventListener('keydown', onKey);
  onScopeDispose(() => window.removeEventListener('keydown', onKey));
  return words;
}
