import { describe, expect, it } from 'vitest';
import { fold, searchItems } from '../../../engine/answers/search-items.ts';
import type { Dataset } from '../../../engine/dataset/dataset.ts';

function named(titles: string[]): Dataset {
  return {
    items: { count: titles.length, title: (row: number) => titles[row], id: (row: number) => `ID-${row}` },
  } as Dataset;
}

describe('searchItems', () => {
  const dataset = named(['Crème Brûlée', 'green tree', 'Ice cream', 'İstanbul', 'tree house, green']);

  it('is blind to case and accents, and wants every word, in any order', async () => {
    expect(await searchItems(dataset, 'creme')).toEqual([0]);
    expect(await searchItems(dataset, 'CRÈM')).toEqual([0]);
    expect(await searchItems(dataset, '  green   TREE ')).toEqual([1, 4]);
    expect(await searchItems(dataset, 'green ice')).toEqual([]);
    expect(await searchItems(dataset, 'istanbul')).toEqual([3]);
  });

  it('finds ids, and words of title and id together', async () => {
    expect(await searchItems(dataset, 'id-2')).toEqual([2]);
    expect(await searchItems(dataset, 'cream ID-2')).toEqual([2]);
    expect(await searchItems(dataset, 'cream id-1')).toEqual([]);
  });

  it('keeps to the rows given, in their order; without words all of them', async () => {
    expect(await searchItems(dataset, '')).toEqual([0, 1, 2, 3, 4]);
    expect(await searchItems(dataset, 'tree', [4, 2, 1])).toEqual([4, 1]);
    expect(await searchItems(dataset, '', [4, 99, -1, 0])).toEqual([4, 0]);
  });

  it('gives way to others, and stops when it is aborted', async () => {
    const many = named(Array.from({ length: 400_000 }, (_, i) => `Élément numéro ${i}`));
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    expect(await searchItems(many, 'numero 399999')).toEqual([399_999]);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);

    const controller = new AbortController();
    const searching = searchItems(named(Array<string>(400_000).fill('é')), 'é', undefined, controller.signal);
    controller.abort();
    await expect(searching).rejects.toMatchObject({ code: 'cancelled' });
  });
});

it('fold leaves base letters', () => {
  expect(fold('Ångström ﬁ Ⅷ')).toBe('angstrom fi viii');
});
