import type { TrialKind } from './question.ts';

/** What a person decides about a study before it starts; nothing of it can be changed afterwards. */
export interface StudyDesign {
  name: string;
  title: string;
  /** Arm a, arm b. */
  runs: string[];
  trial: TrialKind;
  /** Length of the lists; `pair` shows the first answer whatever k is. */
  k: number;
  questions: number;
  /** Wanted for each question. */
  judgements: number;
  seed: number;
}

/** A run under study, pinned to the checkpoint that gave the answers. */
export interface StudyArm {
  arm: 'a' | 'b';
  run: string;
  preset: string;
  /** sha256 of the checkpoint. */
  checkpoint: string;
}
