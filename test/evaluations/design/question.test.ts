import { describe, expect, it } from 'vitest';
import { compareAnswers } from '../../../evaluations/design/compare-answers.ts';
import { type Answer, isShown, makeQuestions } from '../../../evaluations/design/question.ts';

const item = (id: string): Answer['query'] => ({ id, title: `title of ${id}`, picture: null });
const answer = (query: string, items: string): Answer => ({
  query: item(query),
  items: [...items].map(item),
});
const lists = { trial: 'lists', k: 3, seed: 1 } as const;

describe('makeQuestions', () => {
  it('shows the first answer of each arm, or the first k', () => {
    const [a, b] = [[answer('q', 'abcd')], [answer('q', 'wxyz')]];
    const ids = (items: { id: string }[]): string => items.map(({ id }) => id).join('');
    const [pair] = makeQuestions(compareAnswers([a, b]), { trial: 'pair', k: 3, seed: 1 });
    expect([ids(pair.a), ids(pair.b)]).toEqual(['a', 'w']);
    const [list] = makeQuestions(compareAnswers([a, b]), lists);
    expect([ids(list.a), ids(list.b)]).toEqual(['abc', 'wxy']);
  });

  it('makes the same first answers a draw by construction of a pair, the same ordered list one of lists', () => {
    const a = [answer('1', 'abcx'), answer('2', 'abc'), answer('3', 'ab'), answer('4', 'abc')];
    const b = [answer('1', 'abcy'), answer('2', 'acb'), answer('3', 'abc'), answer('4', 'bac')];
    const draws = (trial: 'pair' | 'lists'): boolean[] =>
      makeQuestions(compareAnswers([a, b]), { trial, k: 3, seed: 1 }).map(({ draw }) => draw);
    expect(draws('lists')).toEqual([true, false, false, false]);
    expect(draws('pair')).toEqual([true, true, true, false]);
  });

  it('keeps what is shown and nothing else of an item', () => {
    const scored = { ...item('a'), score: 0.9, row: 7, degree: 3 };
    const arms = [[{ query: scored, items: [scored] }], [answer('a', 'b')]];
    const [question] = makeQuestions(compareAnswers(arms), lists);
    expect(question.query).toEqual(item('a'));
    expect(question.a).toEqual([item('a')]);
  });

  it('refuses arms that were asked different things', () => {
    const asked = (...arms: Answer[][]) => makeQuestions(compareAnswers(arms), lists);
    expect(() => asked([], [])).toThrow('at least one question');
    expect(() => asked([answer('q', 'a')], [])).toThrow('arm a answers 1 queries, arm b 0');
    expect(() => asked([answer('q', 'a')], [answer('r', 'a')])).toThrow('is q for arm a and r');
    expect(() => asked([answer('q', 'a')], [answer('q', '')])).toThrow('arm b has no answer');
    const twice = [answer('q', 'a'), answer('q', 'a')];
    expect(() => asked(twice, twice)).toThrow('asked about twice');
  });

  it('deals the pairs of several arms evenly', () => {
    const arm = (letter: string) => Array.from({ length: 30 }, (_, q) => answer(`q${q}`, letter));
    const questions = makeQuestions(compareAnswers(['w', 'x', 'y', 'z'].map(arm)), lists);
    const pairs = questions.map(({ pair, a, b }) => `${pair.join('')} ${a[0].id}${b[0].id}`);
    const counts = new Map(pairs.map((pair) => [pair, pairs.filter((other) => other === pair).length]));
    expect(Object.fromEntries(counts)).toEqual({
      ...{ 'ab wx': 5, 'ac wy': 5, 'ad wz': 5, 'bc xy': 5, 'bd xz': 5, 'cd yz': 5 },
    });
  });
});

describe('questions of other kinds', () => {
  const arm = (letter: string) =>
    Array.from({ length: 20 }, (_, q) => answer(`q${q}`, q === 0 ? 's' : letter));
  const comparisons = compareAnswers([arm('x'), arm('y')]);
  const known = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ query: item(`k${i}`), better: [item('+')], worse: [item('-')] }));

  it('mixes in gold, practice and repeated questions under numbers that do not tell them apart', () => {
    const plan = { trial: 'pair', k: 1, seed: 5, repeats: 4 } as const;
    const questions = makeQuestions(comparisons, plan, { gold: known(6), practice: known(3) });
    const count = (kind: string) => questions.filter((question) => question.kind === kind).length;
    expect(['trial', 'repeat', 'gold', 'practice'].map(count)).toEqual([20, 4, 6, 3]);
    const numbers = questions.map(({ question }) => Number(question.slice(1)));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
    const byName = new Map(questions.map((question) => [question.question, question]));
    for (const { of, query, a, b } of questions.filter(({ kind }) => kind === 'repeat')) {
      expect(byName.get(of!)).toMatchObject({ kind: 'trial', draw: false, query, a, b });
    }
    for (const { expected, a, b } of questions.filter(({ kind }) => kind === 'gold')) {
      expect((expected === 'a' ? a : b)[0].id).toBe('+');
    }
    const sides = questions.flatMap(({ expected }) => expected ?? []);
    expect(new Set(sides).size).toBe(2);
  });

  it('shows both sides of a graded comparison alone, and the comparison itself not at all', () => {
    const questions = makeQuestions(comparisons, { trial: 'grade', k: 1, seed: 5 });
    const shown = questions.filter((question) => isShown(question, 'grade'));
    expect(shown).toHaveLength(38);
    expect(shown.every(({ kind, a, b }) => kind === 'grade' && a.length === 1 && b.length === 0)).toBe(true);
    expect(shown.filter(({ graded }) => graded === 'b').map(({ a }) => a[0].id)).toEqual(
      new Array(19).fill('y'),
    );
  });

  it('practises grades of one item each, better and worse ones by turns of two that nobody can foresee', () => {
    const plan = { trial: 'grade', k: 1, repeats: 2 } as const;
    const ofSeed = (seed: number) =>
      makeQuestions(comparisons, { ...plan, seed }, { gold: known(3), practice: known(6) });
    const shownOf = (seed: number): string[] =>
      ofSeed(seed)
        .filter((row) => row.kind === 'practice' && isShown(row, 'grade'))
        .map((row) => row[row.graded!][0].id);
    const seen = Array.from({ length: 20 }, (_, seed) => shownOf(seed));
    for (const shown of seen) {
      expect(shown).toHaveLength(6);
      for (const at of [0, 2, 4]) expect(shown.slice(at, at + 2).sort()).toEqual(['+', '-']);
    }
    expect(new Set(seen.map(([first]) => first)).size).toBe(2);
    const questions = ofSeed(5);
    const numbers = questions.map(({ question }) => question);
    expect(new Set(numbers).size).toBe(questions.length);
    for (const { kind, expected, a, b } of questions) {
      if (kind === 'practice') expect((expected === 'a' ? a : b)[0].id).toBe('+');
    }
    expect(questions.filter(({ kind }) => kind === 'grade')).toHaveLength(2 * (19 + 3 + 2));
  });

  it('names and deals graded questions as before where none is practised', () => {
    const questions = makeQuestions(comparisons, { trial: 'grade', k: 1, seed: 5 });
    // What studies from before are replayed by.
    const names = questions.slice(0, 4).map(({ question }) => question);
    expect(names).toEqual(['q0047', 'q0050', 'q0031', 'q0056']);
  });
});
