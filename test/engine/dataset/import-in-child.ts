/** Imports a folder and tells how far the process grew. Arguments: folder, home, a small folder to warm up with. */
import { importDataset } from '../../../engine/dataset/import-dataset.ts';

async function main(): Promise<void> {
  const [folder, home, small] = process.argv.slice(2);
  // The code and the word vectors are there before anything is measured.
  await importDataset({ source: small, home, name: 'small', onError: 'stop' });
  const peak = (): number => process.resourceUsage().maxRSS * 1024;
  const before = peak();
  const { fingerprint } = await importDataset({ source: folder, home, name: 'large', onError: 'stop' });
  process.send!({ grown: peak() - before, fingerprint });
}
void main();
