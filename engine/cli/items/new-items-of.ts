import type { NewItemsRead } from '../../dataset/folder/read-new-items.ts';
import type { NewItems } from '../../runs/new-items/new-item.ts';

/** New items read from files, as a run takes them. */
export function newItemsOf({ items, file, picture, given, edges, contexts }: NewItemsRead): NewItems {
  return {
    items: items.ids.map((id, row) => ({
      id,
      title: items.titles[row],
      text: items.texts[row],
      picture: () => picture(row),
      given: given && given.data.subarray(row * given.dims, (row + 1) * given.dims),
      where: `${file} row ${items.lines[row]}`,
    })),
    edges,
    contexts,
  };
}
