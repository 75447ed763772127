import { basename } from 'node:path';
import { judgedQuestions } from '../../evaluations/analysis/judged-questions.ts';
import { readJudgedStudy } from '../../evaluations/records/judged-study.ts';
import { closeStudy, listStudies, showStudy } from '../../evaluations/records/studies.ts';
import { studyReport } from '../../evaluations/records/study-report.ts';
import type { EngineProcess } from '../processes/engine-process.ts';
import { exportStudy } from './export-study.ts';
import type { StudioHandlers } from '../ipc.ts';
import { makeStudy } from './make-study.ts';
import { portableHandlers } from './portable-studies.ts';
import type { RecordsStore } from './records-store.ts';

export interface StudiesContext {
  home: string;
  store: RecordsStore;
  engine: Pick<EngineProcess, 'control'>;
  now: () => Date;
}

type StudyMethods = Extract<keyof StudioHandlers, `studies.${string}`>;

export function studyHandlers({
  home,
  store,
  engine,
  now,
}: StudiesContext): Pick<StudioHandlers, StudyMethods> {
  return {
    'studies.list': () => listStudies(store.open()),
    'studies.show': ({ study }) => showStudy(store.open(), study),
    'studies.create': async (design) => makeStudy(store.open(), await engine.control(), design, now()),
    'studies.close': ({ study }) => {
      const closed = closeStudy(store.open(), study, now());
      store.backUp();
      return closed;
    },
    'studies.condition': () => store.condition(),
    'studies.repair': () => {
      const { kept, ...repaired } = store.repair();
      return { ...repaired, kept: basename(kept) };
    },
    'studies.report': ({ study }) => studyReport(store.open(), study),
    'studies.questions': ({ study }) => {
      const judged = readJudgedStudy(store.open(), study);
      return { study: judged.study, state: judged.state, questions: judgedQuestions(judged) };
    },
    ...portableHandlers({ home, store, now }),
    'studies.export': (wanted, sender) =>
      exportStudy({ records: store.open(), engine, home, now }, wanted, sender),
  };
}
