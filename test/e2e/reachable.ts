/** All that the raters' page can get at, as text by the place where it was found. */
import type { Page } from 'playwright-core';
import { ratingContract } from '../../electron/contract/rating.ts';
import { studioContract } from '../../electron/contract/studio.ts';

export type Reachable = Record<
  'document' | 'window' | 'heap' | 'storage' | 'bridge' | 'network' | 'refused',
  string
>;

/** @param who handle of the study and name of the rater, as the page itself knows them */
export async function reachable(page: Page, who: { study: string; rater: string }): Promise<Reachable> {
  return {
    document: await page.evaluate(readDocument),
    window: await page.evaluate(readWindow),
    storage: await page.evaluate(readStorage),
    network: await page.evaluate(readNetwork),
    bridge: JSON.stringify(await ask(page, Object.keys(ratingContract.methods).filter(readOnly), who)),
    refused: JSON.stringify(await ask(page, Object.keys(studioContract.methods), who)),
    heap: await readHeap(page),
  };
}

/** Those that change nothing; the others were called by the page before, and answer the same turns. */
const readOnly = (name: string): boolean => name === 'rating.offer' || name === 'rater.turn';

/** Where one of `secrets` was found: "place: secret". */
export function findSecrets(found: Record<string, string>, secrets: readonly string[]): string[] {
  return Object.entries(found).flatMap(([place, text]) =>
    secrets
      .filter((secret) => text.toLowerCase().includes(secret.toLowerCase()))
      .map((secret) => `${place}: ${secret}`),
  );
}

/** What the bridge answers to each method, whatever the page makes of it. */
export function ask(
  page: Page,
  names: string[],
  params: Record<string, unknown>,
): Promise<Record<string, { ok: boolean }>> {
  return page.evaluate(
    async ([methods, given]) => {
      const invoke = window.rating.invoke as (name: string, params: unknown) => Promise<{ ok: boolean }>;
      const answers: Record<string, { ok: boolean }> = {};
      for (const name of methods) answers[name] = await invoke(name, given);
      return answers;
    },
    [names, params] as const,
  );
}

/** The page with every attribute, its title and address, and what its style sheets say. */
function readDocument(): string {
  const styles = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].map((rule) => rule.cssText),
  );
  return [
    document.documentElement.outerHTML,
    document.title,
    window.location.href,
    document.referrer,
    window.name,
  ]
    .concat(styles)
    .join('\n');
}

/** Every string that hangs on `window`: globals, the bridge, Vue's tree of components behind the elements. */
function readWindow(): string {
  const strings = new Set<string>();
  const seen = new Set<unknown>();
  const queue: unknown[] = [window, ...document.querySelectorAll('*')];
  while (queue.length > 0 && seen.size < 400_000) {
    const one = queue.pop();
    if (typeof one === 'string') strings.add(one);
    if ((typeof one !== 'object' && typeof one !== 'function') || one === null || seen.has(one)) continue;
    seen.add(one);
    if (one instanceof Map) queue.push(...one.keys(), ...one.values());
    if (one instanceof Set) queue.push(...one);
    for (const key of Reflect.ownKeys(one)) {
      strings.add(String(key));
      try {
        queue.push((one as Record<PropertyKey, unknown>)[key]);
      } catch {
        // A getter of the platform that wants another receiver.
      }
    }
  }
  return [...strings].join('\n');
}

async function readStorage(): Promise<string> {
  const all = async (ask: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await ask();
    } catch (error) {
      return String(error);
    }
  };
  return JSON.stringify({
    local: await all(async () => ({ ...window.localStorage })),
    session: await all(async () => ({ ...window.sessionStorage })),
    databases: await all(() => window.indexedDB.databases()),
    caches: await all(() => window.caches.keys()),
    cookie: await all(async () => document.cookie),
    history: await all(async () => window.history.state as unknown),
    workers: await all(async () => (await navigator.serviceWorker.getRegistrations()).length),
  });
}

/** Everything that was loaded: addresses, status, headers, and bodies. */
async function readNetwork(): Promise<string> {
  const addresses = new Set(performance.getEntries().map(({ name }) => name));
  for (const image of document.images) addresses.add(image.src);
  const lines: string[] = [];
  for (const address of addresses) {
    if (!/^[a-z]+:/.test(address)) continue;
    const response = await fetch(address);
    const headers = [...response.headers].map((pair) => pair.join(': ')).join('; ');
    lines.push(`${address} ${response.status} ${headers}\n${await response.text()}`);
  }
  return lines.join('\n');
}

/** The strings of the renderer's whole JavaScript heap: closures and modules, which nothing on `window` leads to. */
async function readHeap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }: { chunk: string }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] };
  return strings.join('\n');
}
