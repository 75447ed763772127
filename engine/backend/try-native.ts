/**
 * A process to throw away: loads the addon (and the loader before it) that its command line names, computes with it, and prints what it is.
 * The set-up runs it, since a library that does not fit the machine may end the process that loads it.
 */
import { tf } from './tf.ts';
import { registerTensorflow } from './tensorflow.ts';

async function tryNative(addon: string, loader: string | null): Promise<void> {
  const found = await registerTensorflow(addon, loader);
  await tf.setBackend('tensorflow');
  const product = tf.matMul(tf.ones([3, 5]), tf.ones([5, 2])).dataSync();
  if (product.length !== 6 || product.some((value) => value !== 5)) {
    throw new Error(`it multiplies wrongly: ${product.join(' ')}`);
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}

tryNative(process.argv[2], process.argv[3] ?? null).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
