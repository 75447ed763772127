import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import DatasetCard from '../../../renderer/components/data/DatasetCard.vue';
import { knownOf, labelsOf, sizesOf } from '../../../renderer/words/dataset-words.ts';
import { dataset } from '../fixtures.ts';

const plain = dataset({
  plain: true,
  items: 2708,
  contexts: 5278,
  edges: 10_556,
  pairs: { train: 0, tune: 0, test: 0 },
  labels: { classes: 7, labelled: 2708, multi: false },
  nodeSplit: { train: 140, tune: 500, test: 1000 },
});

describe('what a data set holds, in words', () => {
  it('boards: items, contexts, edges, pairs', () => {
    expect(sizesOf(dataset())).toBe('100 items, 20 contexts, 400 edges');
    expect(knownOf(dataset())).toBe('30 labelled pairs');
    expect(labelsOf(dataset())).toBe('');
  });

  it('a plain graph: links in place of contexts, classes in place of pairs', () => {
    expect(sizesOf(plain)).toBe('2,708 items, 5,278 links');
    expect(knownOf(plain)).toBe('2,708 items in 7 classes');
    expect(labelsOf(plain)).toBe('7 classes; 140 train, 500 tune, 1,000 test');
  });

  it('labels beside pairs, several an item, in no split', () => {
    const both = dataset({ labels: { classes: 1, labelled: 1, multi: true } });
    expect(knownOf(both)).toBe('30 labelled pairs, 1 item in 1 class');
    expect(labelsOf(both)).toBe('1 class, several an item; 1 item, in no split');
  });

  it('the card of a plain graph tells of its links and classes', () => {
    const card = mount(DatasetCard, {
      props: { dataset: plain, now: Date.now(), current: false },
      global: { stubs: { RouterLink: { template: '<a><slot /></a>' } } },
    });
    expect(card.text()).toContain('2,708 items, 5,278 links');
    expect(card.text()).toContain('2,708 items in 7 classes · imported');
    expect(card.text()).not.toContain('pairs');
  });
});
