/** A study's questions one by one, why their items were answered, and whether the offline metric agreed with people. */
import { computed, shallowRef, watch } from 'vue';
import type { StudySummary } from '../../electron/contract/studies.ts';
import { offlineAgreement } from '../../evaluations/analysis/offline-agreement.ts';
import { engine } from '../engine-client.ts';
import { studio } from '../studio-client.ts';
import { useResource } from './use-resource.ts';

export function useQuestionAnswers(study: () => StudySummary) {
  const questions = useResource(
    () => `${study().name} ${study().state} ${study().judgements}`,
    () => studio.invoke('studies.questions', { study: study().name }),
  );
  const all = computed(() => questions.value?.questions ?? []);
  const byName = computed(() => new Map(all.value.map((one) => [one.question, one])));

  const chosen = shallowRef<string | null>(null);
  const question = computed(() => (chosen.value === null ? undefined : byName.value.get(chosen.value)));
  watch(
    () => study().name,
    () => (chosen.value = null),
  );
  function step(by: 1 | -1): void {
    const at = all.value.findIndex((one) => one.question === chosen.value);
    const { length } = all.value;
    if (length > 0) chosen.value = all.value[(at + by + length) % length].question;
  }
  const why = useResource(
    () => question.value?.question ?? null,
    (_, signal) => {
      const { runs, query, a, b } = question.value!;
      const items = [...new Set([...a, ...b].map(({ id }) => id))];
      return engine.call('studies.why', { runs, query: query.id, items, neighbors: 8 }, { signal });
    },
  );

  const asked = computed(() =>
    all.value.map((one) => ({ question: one.question, pair: one.pair, query: one.query.id })),
  );
  const offline = useResource(
    () => (asked.value.length === 0 ? null : study().name),
    (_, signal) =>
      engine.call(
        'studies.offline',
        { runs: study().arms.map(({ run }) => run), questions: asked.value },
        { signal },
      ),
  );
  const agreement = computed(() =>
    offline.value === null
      ? null
      : offlineAgreement(
          offline.value.questions,
          new Map(all.value.map((one) => [one.question, one.outcome])),
        ),
  );
  return { questions, all, byName, chosen, question, step, why, offline, agreement };
}
