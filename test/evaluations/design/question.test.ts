import { describe, expect, it } from 'vitest';
import { type Answer, makeQuestions } from '../../../evaluations/design/question.ts';

const item = (id: string): Answer['query'] => ({ id, title: `title of ${id}`, picture: null });
const answer = (query: string, items: string): Answer => ({
  query: item(query),
  items: [...items].map(item),
});
const lists = { trial: 'lists', k: 3 } as const;

describe('makeQuestions', () => {
  it('shows the first answer of each arm, or the first k', () => {
    const [a, b] = [[answer('q', 'abcd')], [answer('q', 'wxyz')]];
    const ids = (items: { id: string }[]): string => items.map(({ id }) => id).join('');
    const [pair] = makeQuestions(a, b, { trial: 'pair', k: 3 });
    expect([ids(pair.a), ids(pair.b)]).toEqual(['a', 'w']);
    const [list] = makeQuestions(a, b, lists);
    expect([ids(list.a), ids(list.b)]).toEqual(['abc', 'wxy']);
  });

  it('makes the same first answers a draw by construction of a pair, the same ordered list one of lists', () => {
    const a = [answer('1', 'abcx'), answer('2', 'abc'), answer('3', 'ab'), answer('4', 'abc')];
    const b = [answer('1', 'abcy'), answer('2', 'acb'), answer('3', 'abc'), answer('4', 'bac')];
    const draws = (trial: 'pair' | 'lists'): boolean[] =>
      makeQuestions(a, b, { trial, k: 3 }).map(({ draw }) => draw);
    expect(draws('lists')).toEqual([true, false, false, false]);
    expect(draws('pair')).toEqual([true, true, true, false]);
  });

  it('keeps what is shown and nothing else of an item', () => {
    const scored = { ...item('a'), score: 0.9, row: 7, degree: 3 };
    const [question] = makeQuestions([{ query: scored, items: [scored] }], [answer('a', 'b')], lists);
    expect(question.query).toEqual(item('a'));
    expect(question.a).toEqual([item('a')]);
  });

  it('refuses arms that were asked different things', () => {
    expect(() => makeQuestions([], [], lists)).toThrow('at least one question');
    expect(() => makeQuestions([answer('q', 'a')], [], lists)).toThrow('arm a answers 1 queries, arm b 0');
    expect(() => makeQuestions([answer('q', 'a')], [answer('r', 'a')], lists)).toThrow(
      'is q for arm a and r',
    );
    expect(() => makeQuestions([answer('q', 'a')], [answer('q', '')], lists)).toThrow('arm b has no answer');
    const twice = [answer('q', 'a'), answer('q', 'a')];
    expect(() => makeQuestions(twice, twice, lists)).toThrow('asked about twice');
  });
});
