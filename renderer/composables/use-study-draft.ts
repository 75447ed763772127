/** The draft of the next study, kept over a restart. Its arms a and b are the window's A and B. */
import { computed } from 'vue';
import type { StudySummary } from '../../electron/contract/studies.ts';
import { ARMS, type Arm } from '../../evaluations/design/question.ts';
import { useNoticesStore } from '../stores/notices.ts';
import { useRunsStore } from '../stores/runs.ts';
import { useSelectionStore } from '../stores/selection.ts';
import { useSettingsStore } from '../stores/settings.ts';
import { freshDraft, readDraft, revisionOf, type StudyDraft } from '../studies/study-draft.ts';

const KEY = 'study-draft';

export function useStudyDraft() {
  const notices = useNoticesStore();
  const runs = useRunsStore();
  const selection = useSelectionStore();
  const settings = useSettingsStore();

  const draft = computed(() => readDraft(settings.remembered<unknown>(KEY, freshDraft)));
  const put = (next: StudyDraft): void => settings.remember(KEY, next);
  const change = (part: Partial<StudyDraft>): void => put({ ...draft.value, ...part });
  const begun = computed(() => JSON.stringify(draft.value) !== JSON.stringify(freshDraft));

  /** Runs that can be asked, and those of arms a, b, ...; a run that is gone is left out. */
  const candidates = computed(() => selection.candidates.map(({ name }) => name));
  const chosen = computed(() => {
    const [a, b] = [selection.a, selection.b];
    const more = draft.value.more.filter((run) => candidates.value.includes(run) && run !== a && run !== b);
    return [a, b, ...more];
  });
  const others = (): string[] => chosen.value.slice(2) as string[];

  function setArm(arm: Arm, run: string): void {
    if (arm === 'a' || arm === 'b') selection.setArm(arm, run);
    else change({ more: others().map((other, i) => (ARMS[i + 2] === arm ? run : other)) });
  }
  const addArm = (run: string): void => change({ more: [...others(), run] });
  const removeArm = (arm: Arm): void => change({ more: others().filter((_, i) => ARMS[i + 2] !== arm) });

  /** Puts another draft in the place of this one; what was begun can be taken back. */
  function replace(next: StudyDraft, said: string): void {
    const before = draft.value;
    const lost = begun.value;
    put(next);
    notices.say(said, lost ? { action: { label: 'Bring the draft back', run: () => put(before) } } : {});
  }
  const startAfresh = (): void => replace(freshDraft, 'The draft is empty again.');

  /** Makes the draft the next version of a study. */
  function revise(study: StudySummary): void {
    const [a, b] = study.design.runs;
    if (selection.dataset !== study.dataset) selection.setDataset(study.dataset);
    selection.choosePair(a, b);
    const there = new Set(runs.answering(study.dataset).map(({ name }) => name));
    const gone = study.design.runs.filter((run) => !there.has(run));
    const next = revisionOf(study);
    replace(
      next,
      gone.length > 0
        ? `${gone.join(' and ')} cannot answer any more; look at the models before you open version ${next.version}.`
        : `A draft of version ${next.version}, as ${study.name} was. It changes nothing there.`,
    );
  }
  const clear = (): void => put(freshDraft);

  return { draft, begun, change, candidates, chosen, setArm, addArm, removeArm, startAfresh, revise, clear };
}
