import { writeFileSync } from 'node:fs';
import { exportJudgements } from '../evaluations/records/export-judgements.ts';
import { recordJudgement, undoJudgement } from '../evaluations/records/judgements.ts';
import { answerPractice, beginSitting, consentTo } from '../evaluations/records/practice.ts';
import { raterTurn } from '../evaluations/records/rater-turn.ts';
import { admitRater } from '../evaluations/records/raters.ts';
import { closeStudy, listStudies, showStudy } from '../evaluations/records/studies.ts';
import { studyReport } from '../evaluations/records/study-report.ts';
import type { EngineProcess } from './engine-process.ts';
import { chooseFile, shownName } from './file-dialogs.ts';
import type { StudioHandlers } from './ipc.ts';
import { makeStudy } from './make-study.ts';
import type { RecordsStore } from './records-store.ts';

export interface StudiesContext {
  store: RecordsStore;
  engine: Pick<EngineProcess, 'control'>;
  now: () => Date;
}

type StudyMethods = Extract<keyof StudioHandlers, `studies.${string}` | `rater.${string}`>;

/** Studies and rating. A judgement is on the disk before its answer leaves. */
export function studyHandlers({ store, engine, now }: StudiesContext): Pick<StudioHandlers, StudyMethods> {
  const turn = ({ study, rater }: { study: string; rater: string }) =>
    raterTurn(store.open(), study, rater, now());
  return {
    'studies.list': () => listStudies(store.open()),
    'studies.show': ({ study }) => showStudy(store.open(), study),
    'studies.create': async (design) => makeStudy(store.open(), await engine.control(), design, now()),
    'studies.close': ({ study }) => closeStudy(store.open(), study, now()),
    'studies.report': ({ study }) => studyReport(store.open(), study),
    'studies.export': async ({ study, format }, sender) => {
      const text = exportJudgements(store.open(), study, format);
      const path = await chooseFile(sender, {
        title: 'Export judgements',
        name: `${study}-judgements`,
        extension: format,
      });
      if (path === null) return { cancelled: true };
      writeFileSync(path, text);
      return { cancelled: false, where: shownName(path) };
    },
    'rater.enter': ({ study, rater, pin }) => {
      admitRater(store.open(), { study, rater, pin, now: now() });
      return turn({ study, rater });
    },
    'rater.turn': turn,
    'rater.consent': ({ study, rater }) => {
      consentTo(store.open(), study, rater, now());
      return turn({ study, rater });
    },
    'rater.begin': ({ study, rater }) => {
      beginSitting(store.open(), study, rater, now());
      return turn({ study, rater });
    },
    'rater.practise': ({ study, rater, question, choice, ms }) => ({
      feedback: answerPractice(store.open(), { study, rater, question, choice, ms, now: now() }),
      turn: turn({ study, rater }),
    }),
    'rater.answer': ({ study, rater, question, choice, ms }) => {
      recordJudgement(store.open(), { study, rater, question, choice, ms, now: now(), currentOnly: true });
      return turn({ study, rater });
    },
    'rater.undo': ({ study, rater }) => {
      undoJudgement(store.open(), { study, rater, now: now() });
      return turn({ study, rater });
    },
  };
}
