/**
 * Makes the demo's archives: `tsx engine/dataset/demo/make-demo.ts FOLDER [NODE_MODULES]`. Deterministic; does
 * nothing when the folder has those of the same package versions and rule.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFile } from './demo-archive.ts';
import { readPicture } from './emoji.ts';
import { readEmojiData } from './emoji-data.ts';
import type { DemoKind } from './emoji-data.ts';
import { packArchive } from './pack-archive.ts';

/** Counted up whenever the same packages would give other archives. */
const rule = 2;
const kinds: DemoKind[] = ['demo', 'demo-dense'];

function makeDemo(folder: string, modules: string): void {
  const versions = {
    openmoji: versionOf(modules, 'openmoji'),
    cldr: versionOf(modules, 'cldr-annotations-full'),
  };
  const made = JSON.stringify({ rule, ...versions });
  const note = join(folder, 'demo-made-from.json');
  const complete = [note, ...kinds.map((kind) => join(folder, demoFile(kind)))].every((path) =>
    existsSync(path),
  );
  if (complete && readFileSync(note, 'utf8') === made) return;

  mkdirSync(folder, { recursive: true });
  for (const [kind, data] of readEmojiData(modules, kinds)) {
    const path = join(folder, demoFile(kind));
    const part = `${path}.${process.pid}.part`;
    writeFileSync(
      part,
      packArchive(kind, data, versions, (id) => readPicture(modules, id)),
    );
    renameSync(part, path);
  }
  writeFileSync(note, made);
}

function versionOf(modules: string, name: string): string {
  const manifest = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

const [folder, modules = 'node_modules'] = process.argv.slice(2);
if (!folder) throw new Error('usage: make-demo.ts FOLDER [NODE_MODULES]');
makeDemo(folder, modules);
