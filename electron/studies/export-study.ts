import { type WebContents, app } from 'electron';
import { exportJudgements } from '../../evaluations/records/export-judgements.ts';
import type { Records } from '../../evaluations/records/open-records.ts';
import { studyPage } from '../../evaluations/records/report-page.ts';
import { showStudy } from '../../evaluations/records/studies.ts';
import type { ExportFormat } from '../contract/studies.ts';
import type { EngineProcess } from '../processes/engine-process.ts';
import { chooseFile, shownName } from '../file-dialogs.ts';
import { pageSources } from './page-sources.ts';
import { printReport } from './print-report.ts';
import { writeWhole } from '../../evaluations/records/write-whole.ts';

export interface ExportContext {
  records: Records;
  engine: Pick<EngineProcess, 'control'>;
  home: string;
  now: () => Date;
}

/** Asks where to, then writes the report (HTML, PDF) or the judgements (the other formats) there. */
export async function exportStudy(
  { records, engine, home, now }: ExportContext,
  { study, format }: { study: string; format: ExportFormat },
  sender: WebContents,
): Promise<{ cancelled: true } | { cancelled: false; where: string }> {
  const { name } = showStudy(records, study);
  const isReport = format === 'html' || format === 'pdf';
  const path = await chooseFile(sender, {
    title: isReport ? 'Save the report' : 'Export judgements',
    name: `${name}-${isReport ? 'report' : 'judgements'}`,
    extension: format,
  });
  if (path === null) return { cancelled: true };
  if (isReport) {
    const page = await studyPage(records, name, {
      ...{ now: now(), version: app.getVersion() },
      ...pageSources(home, engine),
    });
    writeWhole(path, format === 'html' ? page : await printReport(page));
  } else {
    writeWhole(path, exportJudgements(records, name, format));
  }
  return { cancelled: false, where: shownName(path) };
}
