import { recordJudgement, undoJudgement } from '../evaluations/records/judgements.ts';
import { answerPractice, beginSitting, consentTo } from '../evaluations/records/practice.ts';
import { raterTurn } from '../evaluations/records/rater-turn.ts';
import { admitRater } from '../evaluations/records/raters.ts';
import { closeStudy, listStudies, showStudy } from '../evaluations/records/studies.ts';
import { studyReport } from '../evaluations/records/study-report.ts';
import type { EngineProcess } from './engine-process.ts';
import { exportStudy } from './export-study.ts';
import type { StudioHandlers } from './ipc.ts';
import { makeStudy } from './make-study.ts';
import type { RecordsStore } from './records-store.ts';

export interface StudiesContext {
  home: string;
  store: RecordsStore;
  engine: Pick<EngineProcess, 'control'>;
  now: () => Date;
}

type StudyMethods = Extract<keyof StudioHandlers, `studies.${string}` | `rater.${string}`>;

/** Studies and rating. A judgement is on the disk before its answer leaves. */
export function studyHandlers({
  home,
  store,
  engine,
  now,
}: StudiesContext): Pick<StudioHandlers, StudyMethods> {
  const turn = ({ study, rater }: { study: string; rater: string }) =>
    raterTurn(store.open(), study, rater, now());
  return {
    'studies.list': () => listStudies(store.open()),
    'studies.show': ({ study }) => showStudy(store.open(), study),
    'studies.create': async (design) => makeStudy(store.open(), await engine.control(), design, now()),
    'studies.close': ({ study }) => closeStudy(store.open(), study, now()),
    'studies.report': ({ study }) => studyReport(store.open(), study),
    'studies.export': (wanted, sender) => exportStudy({ records: store.open(), home, now }, wanted, sender),
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
