import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { StudySummary } from '../../electron/contract/studies.ts';
import { openRecords } from '../../evaluations/records/open-records.ts';
import { exportStudy } from '../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../evaluations/records/portable/import-study.ts';
import { listStudies } from '../../evaluations/records/studies.ts';
import { aStudy } from '../evaluations/records/a-study.ts';

it('a study from another machine, which has no runs here, is listed in the window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-imported-'));
  const now = new Date('2026-01-01');
  const [home, there] = ['home', 'there'].map((name) => openRecords(join(folder, `${name}.sqlite`)));
  aStudy(home, now);
  importStudy(there, {
    bytes: exportStudy(home, 'study', () => null).bytes,
    file: 'a.pinwise-study',
    now,
  });
  const [listed] = listStudies(there).map((study) => StudySummary.parse(study));
  expect(listed).toMatchObject({
    name: 'study',
    imported: true,
    arms: [],
    design: { runs: [] },
  });
  home.close();
  there.close();
  rmSync(folder, { recursive: true });
});
