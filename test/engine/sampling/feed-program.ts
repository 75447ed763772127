/** Draws ten steps with as many sampler threads as asked for, and prints a hash of all that came. */
import { createHash } from 'node:crypto';
import { openFeed } from '../../../engine/sampling/batch-feed.ts';
import { neighborTables } from '../../../engine/sampling/neighborhoods.ts';
import { pack, packedBytes } from '../../../engine/sampling/threads/pack.ts';
import { plantedGraph } from './planted-graph.ts';

async function main(workers: number): Promise<void> {
  const { graph } = plantedGraph(true);
  const options = { neighbors: 5, walks: 20, hops: 3, restart: 0.5, pooling: 'mean' as const };
  const query = Uint32Array.from({ length: 40 }, (_, i) => i);
  const feed = openFeed({
    spec: {
      ...{ seed: 1, dropout: 0.2 },
      features: { dims: 2, data: Float32Array.from({ length: 2 * graph.items }, (_, i) => i) },
      examples: {
        kind: 'pairs',
        pairs: { query, item: query.map((row) => row + 1) },
        ...{ items: graph.items, batchSize: 10, negatives: 7 },
      },
      blocks: { kind: 'importance', graph, options, layers: 2, tables: neighborTables(graph.items, 5) },
    },
    ...{ first: 0, end: 10, workers },
  });
  const hash = createHash('sha256');
  for (let step = 0; step < 10; step++) {
    const { batch, release } = await feed.next();
    const bytes = new ArrayBuffer(packedBytes(batch));
    hash.update(JSON.stringify(pack(batch, bytes))).update(new Uint8Array(bytes));
    release();
  }
  await feed.close();
  process.stdout.write(`${hash.digest('hex')}\n`);
}
void main(Number(process.argv[2]));
