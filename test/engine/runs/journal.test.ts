import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cutJournal, openJournal, readLines, sampleEvenly } from '../../../engine/runs/journal.ts';

const newPath = (): string => join(mkdtempSync(join(tmpdir(), 'pinwise-journal-')), 'curve.jsonl');

describe('a journal', () => {
  it('holds what was appended, over several openings', () => {
    const path = newPath();
    expect(readLines(path)).toEqual([]);
    for (const step of [1, 2]) {
      const journal = openJournal(path);
      journal.append({ step, text: 'é' });
      journal.close();
    }
    expect(readLines(path)).toEqual(['{"step":1,"text":"é"}', '{"step":2,"text":"é"}']);
  });

  it('does not read a line that a kill tore, and goes on after the last whole one', () => {
    const path = newPath();
    writeFileSync(path, '{"step":1,"text":"é"}\n{"step":2}\n{"ste');
    expect(readLines(path)).toHaveLength(2);
    cutJournal(path, () => true);
    const journal = openJournal(path);
    journal.append({ step: 3 });
    journal.close();
    expect(readFileSync(path, 'utf8')).toBe('{"step":1,"text":"é"}\n{"step":2}\n{"step":3}\n');
  });

  it.skipIf(process.platform !== 'linux')('says that the disk is full (/dev/full)', () => {
    const journal = openJournal('/dev/full');
    expect(() => journal.append({ step: 1 })).toThrow(expect.objectContaining({ code: 'disk-full' }));
    journal.close();
  });

  it('is cut to where a training goes on, and to what is JSON', () => {
    const path = newPath();
    writeFileSync(path, '{"step":1}\n{"step":2}\n{"step":3}\n');
    cutJournal(path, (value) => (value as { step: number }).step <= 2);
    expect(readFileSync(path, 'utf8')).toBe('{"step":1}\n{"step":2}\n');
    writeFileSync(path, '{"step":1}\n\0\0\0\n{"step":3}\n');
    cutJournal(path, () => true);
    expect(readFileSync(path, 'utf8')).toBe('{"step":1}\n');
    cutJournal(newPath(), () => true);
  });
});

describe('sampleEvenly', () => {
  it('takes all of few, and of many the first, the last and evenly between', () => {
    expect(sampleEvenly([1, 2, 3], 3)).toEqual([1, 2, 3]);
    const sampled = sampleEvenly([...new Array<undefined>(10_001).keys()], 1_001);
    expect(sampled).toEqual(Array.from({ length: 1_001 }, (_, i) => 10 * i));
  });
});
