/** Which picture of a question is shown large, and the way to its others. */
import { computed, reactive, shallowRef, watch } from 'vue';
import type { Trial } from '../../electron/contract/studies.ts';
import type { Enlarged } from '../components/rater/PictureZoom.vue';

/** Closes whenever what `shown` gives changes. */
export function useEnlarged(trial: () => Trial | null, shown: () => unknown[]) {
  const at = shallowRef<number | null>(null);
  const pictures = computed(() => {
    const asked = trial();
    return asked ? picturesOf(asked) : [];
  });
  watch(shown, () => (at.value = null));
  return reactive({
    at,
    pictures,
    show: (item: Trial['query']): void => {
      at.value = pictures.value.findIndex((picture) => picture.item === item);
    },
    toggle: (): void => {
      at.value = at.value === null ? 0 : null;
    },
    close: (): void => {
      at.value = null;
    },
    step: (by: number): void => {
      const { length } = pictures.value;
      at.value = (at.value! + by + length) % length;
    },
  });
}

function picturesOf(trial: Trial): Enlarged[] {
  const side = (where: 'left' | 'right'): Enlarged[] =>
    trial[where].map((item, at) => ({
      item,
      where:
        trial.right.length === 0
          ? 'below'
          : `${where}${trial[where].length > 1 ? ` ${at + 1} of ${trial[where].length}` : ''}`,
    }));
  return [{ item: trial.query, where: 'above' }, ...side('left'), ...side('right')];
}
