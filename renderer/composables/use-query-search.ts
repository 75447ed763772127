/** Items and contexts of a data set that hold what is typed, as it is typed. */
import { reactive, shallowRef } from 'vue';
import type { EngineClient } from '../engine-client.ts';
import { useResource } from './use-resource.ts';

const shownItems = 8;
const shownContexts = 4;

export function useQuerySearch(
  engine: Pick<EngineClient, 'call'>,
  data: {
    name(): string | null;
    /** The contexts of a plain graph are its links: nobody asks about one. */
    plain(): boolean;
  },
) {
  const typed = shallowRef('');
  const found = useResource(
    () => (typed.value && data.name() ? `${data.name()}|${typed.value}` : null),
    async (_, signal) => {
      const asked = { name: data.name()!, search: typed.value };
      const [items, contexts] = await Promise.all([
        engine.call('datasets.items', { ...asked, limit: shownItems }, { signal }),
        data.plain()
          ? null
          : engine.call('datasets.contexts', { ...asked, limit: shownContexts }, { signal }),
      ]);
      return { ...items, contexts: contexts?.contexts ?? [] };
    },
  );
  return reactive({ typed, found });
}
