import { expect, it } from 'vitest';
import type { AnswerContext } from '../../../engine/answers/context.ts';
import { studyAnswers } from '../../../engine/answers/studies.ts';
import { itemDegree } from '../../../engine/graph/bipartite-graph.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { groupedStore } from '../questions/grouped-store.ts';

it('studies.items: items by their ids with their degrees; what the data set has lost is left out', async () => {
  const { home, visual } = await groupedStore();
  const { signal } = new AbortController();
  const answer = studyAnswers({ home } as AnswerContext)['studies.items'];
  const { items } = await answer({ run: visual, ids: ['i7', 'gone', 'i3'] }, { signal } as never);
  const { graph } = openRun(home, visual).dataset;
  expect(items.map(({ id, row, degree }) => [id, row, degree])).toEqual([
    ['i7', 7, itemDegree(graph, 7)],
    ['i3', 3, itemDegree(graph, 3)],
  ]);
}, 60_000);
