/** Which study took the place of which, and what changed between them. */
import type { StudySummary } from '../../electron/contract/studies.ts';
import { type Fact, designFacts } from '../words/study-words.ts';

export interface Version {
  study: StudySummary;
  /** Whether the one before it is on this machine; null where there was none. */
  before: 'here' | 'missing' | null;
  /** What it says otherwise than the one before. */
  changes: (Fact & { before: string })[];
}

/** All versions of one study, the oldest first, whichever of them is asked about. Alone where there is one. */
export function versionsOf(study: StudySummary, all: readonly StudySummary[]): Version[] {
  const byHash = new Map(all.map((one) => [one.hash, one]));
  const before = (one: StudySummary): StudySummary | undefined =>
    one.design.revises === null ? undefined : byHash.get(one.design.revises);
  let root = study;
  const passed = new Set([root.hash]);
  for (let older = before(root); older && !passed.has(older.hash); older = before(root)) {
    root = older;
    passed.add(root.hash);
  }
  const chain: StudySummary[] = [];
  const add = (one: StudySummary): void => {
    if (chain.includes(one)) return;
    chain.push(one);
    all
      .filter(({ design }) => design.revises === one.hash)
      .sort((x, y) => x.createdAt.localeCompare(y.createdAt))
      .forEach(add);
  };
  add(root);
  return chain.map((one) => {
    const older = before(one);
    return {
      study: one,
      before: one.design.revises === null ? null : older ? 'here' : 'missing',
      changes: older ? changesOf(older, one) : [],
    };
  });
}

function changesOf(older: StudySummary, newer: StudySummary): Version['changes'] {
  const told = (of: StudySummary): Fact[] => [
    { term: 'Title', says: of.title },
    { term: 'Models', says: of.design.runs.join(', ') },
    ...designFacts(of.design),
    { term: 'Instructions', says: of.design.instructions },
    { term: 'Consent', says: of.design.consent },
  ];
  const [was, is] = [told(older), told(newer)];
  const terms = [...new Set([...was, ...is].map(({ term }) => term))].filter((term) => term !== 'Version');
  const saying = (facts: Fact[], term: string): string =>
    facts.find((fact) => fact.term === term)?.says ?? '';
  return terms.flatMap((term) => {
    const [before, says] = [saying(was, term), saying(is, term)];
    if (before === says) return [];
    // The texts themselves may be long; that they differ is enough.
    if (term === 'Instructions' || term === 'Consent')
      return [{ term, before: 'another text', says: 'a new text' }];
    return [{ term, before: before || 'not asked', says: says || 'not asked' }];
  });
}
