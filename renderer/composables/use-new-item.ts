/** An item that somebody makes up to try a model with: its words, picture and contexts, and what the model puts beside it. */
import { computed, onScopeDispose, reactive, shallowRef, watch } from 'vue';
import {
  mostPictureBytes,
  mostRowBytes,
  type FoundContext,
  type Takes,
} from '../../engine/contract/new-items.ts';
import type { ScoredItem } from '../../engine/contract/runs.ts';
import { PinwiseError } from '../../engine/contract/rpc.ts';
import type { EngineClient } from '../engine-client.ts';

/** Milliseconds of quiet after which what was typed is tried. */
const settled = 250;
const rows = /\.(csv|txt|jsonl?|npy)$/i;

export interface Picture {
  name: string;
  /** For the preview; an object URL. */
  url: string;
  base64: string;
}

/** The item's row of features.npy. */
export interface GivenRow {
  /** Of the file that it came in. */
  name: string;
  values: number[];
}

export function useNewItem(engine: Pick<EngineClient, 'call'>, run: () => string) {
  const takes = shallowRef<Takes | null>(null);
  const title = shallowRef('');
  const text = shallowRef('');
  const picture = shallowRef<Picture | null>(null);
  const contexts = shallowRef<FoundContext[]>([]);
  /** Items that it is linked to, in a plain graph. */
  const links = shallowRef<FoundContext[]>([]);
  const features = shallowRef<GivenRow | null>(null);
  const answer = shallowRef<{ items: ScoredItem[]; notes: string[] } | null>(null);
  const error = shallowRef<unknown>(null);
  const busy = shallowRef(false);
  const needsRow = (): boolean => (takes.value?.features ?? 0) > 0;
  const edges = computed(() => contexts.value.length + links.value.length);
  const untouched = computed(
    () => !title.value.trim() && !text.value.trim() && !picture.value && !features.value && edges.value === 0,
  );
  /** Nothing to ask about yet: where items have features of their own, none is known without. */
  const empty = computed(() => untouched.value || (needsRow() && !features.value));
  let controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    busy.value = !empty.value;
    if (empty.value) {
      answer.value = error.value = null;
      return;
    }
    try {
      const item = {
        ...{ title: title.value, text: text.value, picture: picture.value?.base64 ?? null },
        contexts: contexts.value.map(({ row }) => row),
        links: links.value.map(({ row }) => row),
        features: features.value?.values ?? null,
      };
      const found = await engine.call('runs.tryItem', { name: run(), item, k: 12 }, { signal });
      if (signal.aborted) return;
      answer.value = found;
      error.value = null;
    } catch (reason) {
      if (signal.aborted) return;
      answer.value = null;
      error.value = reason;
    }
    busy.value = false;
  }

  const askSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), settled);
  };
  watch([title, text], askSoon);
  watch([picture, features, contexts, links], () => void ask());

  function setPicture(next: Picture | null): void {
    if (picture.value) URL.revokeObjectURL(picture.value.url);
    picture.value = next;
  }

  /** A picture, a table whose first row gives the words, or a row of numbers. */
  async function take(file: File): Promise<void> {
    try {
      const isRow = rows.test(file.name);
      if (isRow && file.size > mostRowBytes) throw tooLarge(file, '4 MiB');
      if (file.size > mostPictureBytes) throw tooLarge(file, '8 MiB');
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (isRow) return await takeRow(file.name, asBase64(bytes));
      setPicture({ name: file.name, url: URL.createObjectURL(file), base64: asBase64(bytes) });
    } catch (reason) {
      answer.value = null;
      error.value = reason;
    }
  }

  async function takeRow(file: string, content: string): Promise<void> {
    const row = await engine.call('runs.readRow', { file, content });
    if (row.features) {
      if (!needsRow()) throw notLookedAt(file, 'a row of numbers');
      features.value = { name: file, values: row.features };
    } else {
      if (!takes.value?.words) throw notLookedAt(file, 'a table of words');
      title.value = row.title;
      text.value = row.text;
    }
  }

  const setFeatures = (next: GivenRow | null): void => {
    features.value = next;
  };

  function clear(): void {
    setPicture(null);
    setFeatures(null);
    title.value = text.value = '';
    contexts.value = links.value = [];
    void ask();
  }

  const addContext = (context: FoundContext): void => {
    if (contexts.value.some(({ row }) => row === context.row)) return;
    contexts.value = [...contexts.value, context];
  };
  const removeContext = (row: number): void => {
    contexts.value = contexts.value.filter((one) => one.row !== row);
  };
  const addLink = (item: FoundContext): void => {
    if (links.value.some(({ row }) => row === item.row)) return;
    links.value = [...links.value, item];
  };
  const removeLink = (row: number): void => {
    links.value = links.value.filter((one) => one.row !== row);
  };

  watch(
    run,
    async (name) => {
      takes.value = null;
      clear();
      try {
        const found = await engine.call('runs.takes', { name });
        if (name === run()) takes.value = found;
      } catch (reason) {
        if (name === run()) error.value = reason;
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    controller.abort();
    clearTimeout(timer);
    setPicture(null);
  });
  return reactive({
    ...{ takes, title, text, picture, contexts, links, features, answer, error, busy, empty, untouched },
    ...{ take, clear, addContext, removeContext, addLink, removeLink, setPicture, setFeatures, ask },
  });
}

const notLookedAt = (file: string, what: string): PinwiseError =>
  new PinwiseError('bad-data', `${file} is ${what}, which this model does not look at`);

const tooLarge = ({ name }: File, most: string): PinwiseError =>
  new PinwiseError('too-large', `${name} is larger than ${most}; make it smaller`);

function asBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  }
  return btoa(text);
}
