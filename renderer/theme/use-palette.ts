/** The colours in force, for what CSS cannot reach (charts on a canvas). Provided by App.vue. */
import { computed, inject, type ComputedRef, type InjectionKey } from 'vue';
import { light, type Palette } from './palette.ts';

export const paletteKey: InjectionKey<ComputedRef<Palette>> = Symbol('palette');

export const usePalette = (): ComputedRef<Palette> => inject(paletteKey, () => computed(() => light), true);
