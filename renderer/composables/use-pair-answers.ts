/** What two models answer to a query, what their answers have in common, and the queries where they disagree most. */
import { computed, reactive, shallowRef, watch } from 'vue';
import type { IndexKind, RunSummary } from '../../engine/contract/runs.ts';
import type { EngineClient } from '../engine-client.ts';
import { overlapByRank, ranksIn } from '../shared-answers.ts';
import type { useQuery } from './use-query.ts';
import { useResource } from './use-resource.ts';

/** The first is twice as large: nine answers fill a grid of three or four columns. */
export const shownAnswers = 9;
const shownDisagreements = 60;

export function usePairAnswers(
  engine: Pick<EngineClient, 'call'>,
  query: ReturnType<typeof useQuery>,
  asked: { pair(): readonly [RunSummary, RunSummary] | null; index(): IndexKind },
) {
  const names = (): [a: string, b: string] => {
    const [a, b] = asked.pair()!;
    return [a.name, b.name];
  };
  /** Changes when other models, or the same ones swapped, answer. */
  const key = computed(() => asked.pair() && names().join('|'));

  const answers = useResource(
    () => key.value && `${key.value}|${asked.index()}|${query.key}`,
    async (_, signal) => {
      const index = asked.index();
      const ask = (name: string) =>
        engine.call('runs.recommend', { name, ...query.asked, k: shownAnswers, index }, { signal });
      const [a, b] = await Promise.all(names().map(ask));
      const found = { a: a.recall, b: b.recall };
      return { query: a.query, context: a.context, a: a.items, b: b.items, found, index };
    },
  );
  /** The answers before stay until the next ones are here: nothing flickers. */
  const shown = shallowRef<NonNullable<typeof answers.value> | null>(null);
  watch(
    () => answers.value,
    (now) => now && (shown.value = now),
  );
  const items = (arm: 'a' | 'b'): { row: number }[] => (shown.value?.[arm] ?? []).map(({ item }) => item);

  const disagreements = useResource(
    () => key.value,
    (_, signal) => {
      const [a, b] = names();
      const range = { k: shownAnswers, offset: 0, limit: shownDisagreements };
      return engine.call('runs.disagreements', { a, b, ...range }, { signal });
    },
  );
  /** Through the list from where one is in it; from the top where one is not. */
  function nextDisagreement(): void {
    const list = disagreements.value?.queries ?? [];
    if (list.length === 0) return;
    const at = list.findIndex(({ item }) => item.row === query.single);
    query.go(list[(at + 1) % list.length].item.row);
  }

  return reactive({
    ...{ key, answers, shown, disagreements, nextDisagreement },
    others: computed(() => ({ a: ranksIn(items('a'), items('b')), b: ranksIn(items('b'), items('a')) })),
    overlap: computed(() => overlapByRank(items('a'), items('b'))),
  });
}
