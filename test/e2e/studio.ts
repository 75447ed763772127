/** Drives the real application: the real window, the real engine, a home of its own for every test. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page, errors } from 'playwright-core';
import * as z from 'zod';
import { root } from '../root.ts';

const Runtime = z.object({ electron: z.object({ path: z.string() }) });

export interface Studio {
  app: ElectronApplication;
  page: Page;
  pid: number;
  /** What the window's console and the processes said; for the message of a failing test. */
  said: string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  home: string;
  /** A packaged application's program; default: Electron with the repository. */
  executable?: string;
  env?: Record<string, string>;
}

/** The Electron that the set-up found. */
export function electronPath(): string {
  return Runtime.parse(JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8'))).electron.path;
}

/**
 * Keeps the application from being ready until Playwright is connected, as Playwright itself has it where it chooses the
 * Electron. Without it about one launch in thirty hung: the window was there and worked, but Playwright had connected
 * while its first page was being committed, and waited for a `Page.frameNavigated` that Chromium had sent to nobody.
 */
const loader = join(root, 'node_modules', 'playwright-core', 'lib', 'server', 'electron', 'loader.js');

/** Opens the studio and waits for its first view. As root Electron starts without its sandbox only. */
export async function openStudio({ home, executable, env = {} }: OpenOptions): Promise<Studio> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const said: string[] = [];
  const app = await launch({
    executablePath: executable ?? electronPath(),
    args: [...(executable ? [] : ['-r', loader]), ...asRoot, '--disable-gpu', ...(executable ? [] : [root])],
    env: { ...(process.env as Record<string, string>), ...env, PINWISE_HOME: home },
  });
  const child = app.process();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => said.push(data.toString()));
  }
  const page = await app.firstWindow();
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`page error: ${error.message}`));
  await page.waitForSelector('[data-testid="engine-state"]');
  return { app, page, pid: child.pid!, said, close: () => app.close() };
}

/** The packaged application loads no module of ours, so that its launch can hang for the reason above: once more then. */
async function launch(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (let tries = 1; ; tries++) {
    try {
      return await _electron.launch({ ...options, timeout: 20_000 });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || tries === 4) throw error;
    }
  }
}

export function newHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'pinwise-e2e-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The raters' window, which takes the studio's place, as "Rate" on a study's page opens it. */
export async function openRater({ app, page, said }: Studio, study?: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await page.evaluate((name) => window.studio.invoke('rating.begin', { study: name }), study);
  const rater = await opened;
  rater.on('pageerror', (error) => said.push(`page error: ${error.message}`));
  await rater.waitForSelector('[data-testid="rater"]');
  return rater;
}

/** Inner size of the window that shows `page`, in pixels. */
export async function resize(
  { app }: Pick<Studio, 'app'>,
  width: number,
  height: number,
  page: Page,
): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate(
    (shown, size) => {
      shown.setFullScreen(false);
      shown.setContentSize(size.width, size.height);
    },
    { width, height },
  );
  await page.waitForFunction((size) => Math.abs(innerWidth - size.width) < 2, { width, height });
}

/**
 * Ends the main process at once, as a crash would, and waits for what it had started: engine and jobs must not outlive
 * it.
 */
export async function kill({ app, pid }: Studio): Promise<void> {
  const started = await app.evaluate(({ app: main }) =>
    main
      .getAppMetrics()
      .filter(({ type, serviceName }) => type === 'Utility' && serviceName?.startsWith('node'))
      .map((process) => process.pid),
  );
  if (started.length === 0) throw new Error('no engine was running');
  const gone = new Promise<void>((resolve) => app.once('close', () => resolve()));
  process.kill(pid, 'SIGKILL');
  await gone;
  for (const deadline = Date.now() + 10_000; started.some(alive);) {
    if (Date.now() > deadline) throw new Error(`engine or job outlived the window: ${started.filter(alive)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
