/** `npm run setup`: gets what `npm ci` cannot. A machine without an Electron still has the command line. */
import { setUp } from './set-up.ts';

void setUp({ thorough: true }).then(({ electron, native }) => {
  if (electron) process.stdout.write(`Electron ${electron.version}, from ${electron.source}\n`);
  process.stdout.write(
    native.state === 'ready'
      ? `TensorFlow ${native.version}, ${native.source}${native.gpu ? `, on ${native.gpu}` : ''}\n`
      : `no TensorFlow (${native.why}); models train in WebAssembly, which is slower; the cure: ${native.cure}\n`,
  );
});
