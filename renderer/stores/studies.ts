/** The studies of this machine, newest first, kept up to date; `null` until the main process has told. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { ExportFormat, StudySummary } from '../../electron/contract/studies.ts';
import type { StudioMethods } from '../../electron/contract/studio.ts';
import type { Params, Result } from '../../engine/contract/rpc.ts';
import { studio } from '../studio-client.ts';

/** What came of a file of answers: taken, or late for a closed study. */
export type BroughtAnswers = Extract<Result<StudioMethods, 'studies.merge'>, { cancelled: false }>;

export const useStudiesStore = defineStore('studies', () => {
  const all = shallowRef<StudySummary[] | null>(null);
  const error = shallowRef<unknown>(null);

  async function refresh(): Promise<void> {
    try {
      all.value = await studio.invoke('studies.list', {});
      error.value = null;
    } catch (reason) {
      error.value = reason;
    }
  }

  function start(): void {
    studio.on('studies.changed', () => void refresh());
    void refresh();
  }

  const named = (name: string): StudySummary | undefined => all.value?.find((study) => study.name === name);

  async function create(design: Params<StudioMethods, 'studies.create'>): Promise<StudySummary> {
    const study = await studio.invoke('studies.create', design);
    await refresh();
    return study;
  }

  async function close(study: string): Promise<void> {
    await studio.invoke('studies.close', { study });
    await refresh();
  }

  /** Name of the file written, for people; null when they thought better of it. */
  async function exportStudy(study: string, format: ExportFormat): Promise<string | null> {
    const answer = await studio.invoke('studies.export', { study, format });
    return answer.cancelled ? null : answer.where;
  }

  /** Name of the sealed file written for raters elsewhere; null when they thought better of it. */
  async function send(study: string): Promise<string | null> {
    const answer = await studio.invoke('studies.send', { study });
    return answer.cancelled ? null : answer.where;
  }

  /** Name of the file of answers written for the study's own machine; null when they thought better of it. */
  async function sendAnswers(study: string): Promise<string | null> {
    const answer = await studio.invoke('studies.sendAnswers', { study });
    return answer.cancelled ? null : answer.where;
  }

  /** Takes in a study from another machine; null when they thought better of it. */
  async function take(): Promise<{ study: string; known: boolean } | null> {
    const answer = await studio.invoke('studies.take', {});
    if (answer.cancelled) return null;
    await refresh();
    return answer;
  }

  /** Brings in answers from another machine; null when they thought better of it. */
  async function merge(study: string): Promise<BroughtAnswers | null> {
    const answer = await studio.invoke('studies.merge', { study });
    if (answer.cancelled) return null;
    await refresh();
    return answer;
  }

  /** Counts what came late for a closed study in a version of it that is open. */
  async function mergeLate(study: string): Promise<Result<StudioMethods, 'studies.mergeLate'>> {
    const answer = await studio.invoke('studies.mergeLate', { study });
    await refresh();
    return answer;
  }

  return {
    ...{ all, error, start, refresh, named, create, close },
    ...{ exportStudy, send, sendAnswers, take, merge, mergeLate },
  };
});
