/** Studies and answers that travel between machines, through the platform's file dialogs. */
import { readFileSync } from 'node:fs';
import type { WebContents } from 'electron';
import { exportAnswers } from '../../evaluations/records/portable/export-answers.ts';
import { exportStudy } from '../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../evaluations/records/portable/import-study.ts';
import { LateAnswersError } from '../../evaluations/records/portable/late-answers.ts';
import { type AnswersFile, mergeAnswers } from '../../evaluations/records/portable/merge-answers.ts';
import { mergeAsNextVersion } from '../../evaluations/records/portable/next-version.ts';
import { openVersionOf } from '../../evaluations/records/portable/study-line.ts';
import { RecordsError } from '../../evaluations/records/records-error.ts';
import { findStudy } from '../../evaluations/records/studies.ts';
import { chooseFile, chooseOpenFile, shownName } from '../file-dialogs.ts';
import type { StudioHandlers } from '../ipc.ts';
import { pictureAt } from '../pages/picture-at.ts';
import type { RecordsStore } from './records-store.ts';
import { writeWhole } from '../../evaluations/records/write-whole.ts';

const STUDY = 'pinwise-study';
const ANSWERS = 'pinwise-answers';
const cancelled = { cancelled: true } as const;

type Methods =
  'studies.send' | 'studies.take' | 'studies.sendAnswers' | 'studies.merge' | 'studies.mergeLate';

export function portableHandlers({
  home,
  store,
  now,
}: {
  home: string;
  store: RecordsStore;
  now: () => Date;
}): Pick<StudioHandlers, Methods> {
  /** Answers that came when their study was closed, until somebody decides about them. */
  let late: AnswersFile | null = null;
  const save = async (
    sender: WebContents,
    title: string,
    name: string,
    extension: string,
    bytes: Uint8Array,
  ) => {
    const path = await chooseFile(sender, { title, name, extension });
    if (path === null) return cancelled;
    writeWhole(path, bytes);
    return { cancelled: false, where: shownName(path) } as const;
  };
  return {
    'studies.send': ({ study }, sender) => {
      const { bytes } = exportStudy(store.open(), study, pictureAt(home));
      return save(sender, 'Send to raters', study, STUDY, bytes);
    },
    'studies.take': async (_, sender) => {
      const path = await chooseOpenFile(sender, { title: 'Take in a study', extension: STUDY });
      if (path === null) return cancelled;
      const file = shownName(path);
      const { study, known } = importStudy(store.open(), { bytes: readFileSync(path), file, now: now() });
      return { cancelled: false, study, known };
    },
    'studies.sendAnswers': ({ study }, sender) => {
      const { bytes } = exportAnswers(store.open(), study);
      return save(sender, 'Send answers back', study, ANSWERS, bytes);
    },
    'studies.merge': async ({ study }, sender) => {
      const path = await chooseOpenFile(sender, { title: 'Bring in answers', extension: ANSWERS });
      if (path === null) return cancelled;
      const given = { study, bytes: readFileSync(path), file: shownName(path) };
      try {
        return { cancelled: false, ...mergeAnswers(store.open(), given) };
      } catch (error) {
        if (!(error instanceof LateAnswersError)) throw error;
        late = given;
        return { cancelled: false, late: error.late };
      }
    },
    'studies.mergeLate': ({ study }) => {
      if (late?.study !== study) throw new RecordsError('bad-file', 'bring the answers in again');
      const records = store.open();
      const into = openVersionOf(records, findStudy(records, study));
      const merged =
        into === null
          ? mergeAsNextVersion(records, { ...late, now: now() })
          : { ...mergeAnswers(records, { ...late, study: into }), study: into };
      late = null;
      return merged;
    },
  };
}
