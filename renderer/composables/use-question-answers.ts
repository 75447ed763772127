/** A study's questions one by one, why their items were answered, and whether the offline metric agreed with people. */
import { computed, shallowRef, watch } from 'vue';
import type { JudgedQuestion } from '../../electron/contract/study-questions.ts';
import type { StudySummary } from '../../electron/contract/studies.ts';
import type { OfflineQuestion } from '../../engine/contract/study-answers.ts';
import type { Preference } from '../../evaluations/analysis/judgement.ts';
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
  const agreement = computed(() => (offline.value === null ? null : compared(offline.value.questions)));
  function compared(found: readonly OfflineQuestion[]) {
    const inOrder = [...found].sort((x, y) => x.slice.localeCompare(y.slice, 'en', { numeric: true }));
    return offlineAgreement(
      inOrder.map(({ question, slice, rr_a, rr_b }) => ({
        slice,
        difference: rr_a === null || rr_b === null ? null : rr_a - rr_b,
        preference: agreedOn(byName.value.get(question)?.outcome),
      })),
    );
  }
  return { questions, all, chosen, question, step, why, offline, agreement };
}

/** What the raters of a question agreed on; null where they did not, or nobody was asked. */
const agreedOn = (outcome: JudgedQuestion['outcome'] | undefined): Preference | null =>
  outcome === 'a' || outcome === 'b' || outcome === 'equal' ? outcome : null;
