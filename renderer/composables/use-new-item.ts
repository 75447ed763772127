/** An item that somebody makes up to try a model with: its words, picture and contexts, and what the model puts beside it. */
import { computed, onScopeDispose, reactive, shallowRef, watch } from 'vue';
import { mostPictureBytes, type FoundContext, type Takes } from '../../engine/contract/new-items.ts';
import type { ScoredItem } from '../../engine/contract/runs.ts';
import { PinwiseError } from '../../engine/contract/rpc.ts';
import type { EngineClient } from '../engine-client.ts';

/** Milliseconds of quiet after which what was typed is tried. */
const settled = 250;
const tables = /\.(csv|jsonl)$/i;
const mostTableBytes = 2 ** 20;

export interface Picture {
  name: string;
  /** For the preview; an object URL. */
  url: string;
  base64: string;
}

export function useNewItem(engine: Pick<EngineClient, 'call'>, run: () => string) {
  const takes = shallowRef<Takes | null>(null);
  const title = shallowRef('');
  const text = shallowRef('');
  const picture = shallowRef<Picture | null>(null);
  const contexts = shallowRef<FoundContext[]>([]);
  const answer = shallowRef<{ items: ScoredItem[]; notes: string[] } | null>(null);
  const error = shallowRef<unknown>(null);
  const busy = shallowRef(false);
  const empty = computed(
    () => !title.value.trim() && !text.value.trim() && !picture.value && contexts.value.length === 0,
  );
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
  watch([picture, contexts], () => void ask());

  function setPicture(next: Picture | null): void {
    if (picture.value) URL.revokeObjectURL(picture.value.url);
    picture.value = next;
  }

  /** A picture, or a table whose first row gives the words. */
  async function take(file: File): Promise<void> {
    try {
      if (tables.test(file.name)) {
        if (file.size > mostTableBytes) throw tooLarge(file, '1 MiB');
        const row = await engine.call('runs.readRow', { file: file.name, content: await file.text() });
        title.value = row.title;
        text.value = row.text;
        return;
      }
      if (file.size > mostPictureBytes) throw tooLarge(file, '8 MiB');
      const bytes = new Uint8Array(await file.arrayBuffer());
      setPicture({ name: file.name, url: URL.createObjectURL(file), base64: asBase64(bytes) });
    } catch (reason) {
      answer.value = null;
      error.value = reason;
    }
  }

  function clear(): void {
    setPicture(null);
    title.value = text.value = '';
    contexts.value = [];
    void ask();
  }

  const addContext = (context: FoundContext): void => {
    if (contexts.value.some(({ row }) => row === context.row)) return;
    contexts.value = [...contexts.value, context];
  };
  const removeContext = (row: number): void => {
    contexts.value = contexts.value.filter((one) => one.row !== row);
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
    ...{ takes, title, text, picture, contexts, answer, error, busy, empty },
    ...{ take, clear, addContext, removeContext, setPicture, ask },
  });
}

const tooLarge = ({ name }: File, most: string): PinwiseError =>
  new PinwiseError('too-large', `${name} is larger than ${most}; make it smaller`);

function asBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  }
  return btoa(text);
}
