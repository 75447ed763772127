import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashInputs } from './hash-inputs.ts';
import { cache, root } from './repository.ts';
import { type Target, targets } from './targets.ts';

/** What every target depends on besides its own inputs. */
const common = ['package.json', 'package-lock.json', 'electron/runtime'];
const noteFile = join(cache, 'build.json');

/**
 * Makes in dist/ whatever is not there or whose inputs changed since; quick when nothing did.
 * @throws Error that names what could not be made; everything else was
 */
export async function buildAll(): Promise<void> {
  const failed: string[] = [];
  const note = readNote();
  for (const target of targets) {
    const hash = hashInputs(root, [...common, ...target.inputs]);
    if (note[target.name] === hash && existsSync(join(root, target.output))) continue;
    try {
      await make(target);
    } catch (error) {
      process.stderr.write(`build: ${target.name}: ${(error as Error).message}\n`);
      failed.push(target.name);
      continue;
    }
    note[target.name] = hash;
    // After each, so that a later failure does not make this one again.
    mkdirSync(cache, { recursive: true });
    writeFileSync(noteFile, JSON.stringify(note));
  }
  if (failed.length > 0) throw new Error(`could not make ${failed.join(', ')}`);
}

async function make({ name, make }: Target): Promise<void> {
  const started = Date.now();
  await make(root);
  process.stderr.write(`build: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

function readNote(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(noteFile, 'utf8')) as Record<string, string>;
  } catch {
    // Nothing was built yet.
    return {};
  }
}
