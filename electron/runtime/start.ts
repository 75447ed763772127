/** `npm start`: set-up, build, then the studio; without a display the terminal has all it needs by then. */
import { spawn } from 'node:child_process';
import { buildAll } from './build-all.ts';
import { root } from './repository.ts';
import { setUp } from './set-up.ts';

async function start(): Promise<number> {
  const { electron } = await setUp();
  if (!electron) return 1;
  await buildAll();
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    process.stderr.write(
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n' +
        'The same work in the terminal: npx pinwise demo\n' +
        'A window on a virtual display: xvfb-run -a npm start\n',
    );
    return 1;
  }
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (asRoot)
    process.stderr.write('start: as root Electron cannot use its sandbox: started with --no-sandbox\n');
  const words = [...(asRoot ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)];
  // Terminals inside Electron programs hand this on; with it no window would open.
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  const child = spawn(electron.path, words, { stdio: 'inherit', cwd: root, env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

start().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
