import type { IndexBench } from '../../../bench/bench-indexes.ts';
import { PinwiseError } from '../../../contract/rpc.ts';
import type { Vectors } from '../../../retrieval/nearest-index.ts';
import type { CliCommand } from '../../command.ts';
import { integer, integers } from '../../options.ts';
import { count, figure } from '../../render/format.ts';
import { right, table } from '../../render/table.ts';

interface Options {
  npy?: string;
  run?: string;
  n: number;
  d: number;
  clusters: number;
  noise: number;
  seed: number;
  queries: number;
  k: number;
  M: number;
  efConstruction: number;
  ef: number[];
  threads: number[];
  buildThreads: number;
  repeat: number;
}

export function ann(bench: CliCommand): void {
  bench
    .command('ann')
    .description('Nearest neighbours: recall and queries a second of the indexes exact, hnsw and lsh.')
    .option('--npy <file>', 'float32 (n, d) vectors, normalised; default: vectors drawn in clusters')
    .option('--run <run>', 'the vectors of a run, normalised')
    .option('--n <n>', 'vectors drawn', integer(2), 100_000)
    .option('--d <n>', 'their dimensions', integer(1), 256)
    .option('--clusters <n>', 'clusters that they are drawn from', integer(1), 1000)
    .option('--noise <x>', 'length of what is added to a centre', Number, 0.7)
    .option('--seed <n>', 'of vectors and queries', integer(0), 0)
    .option('--queries <n>', 'queries, not in the index', integer(1), 1000)
    .option('-k, --k <n>', 'nearest neighbours', integer(1), 10)
    .option('--M <n>', 'hnsw: links of an item', integer(2), 32)
    .option('--ef-construction <n>', 'hnsw: items looked at when one is added', integer(1), 200)
    .option('--ef <list>', 'items looked at for a query', integers(1), [10, 16, 32, 64, 128, 256, 512, 1024])
    .option('--threads <list>', 'hnsw: threads that answer', integers(1), [1, 2])
    .option('--build-threads <n>', 'hnsw: threads that build', integer(1), 2)
    .option('--repeat <n>', 'rounds; their median counts', integer(1), 3)
    .example('pinwise bench ann --n 20000 --d 64', 'pinwise bench ann --run pinsage-demo-1 --queries 100')
    .run(async (session, options: Options) => {
      const { benchIndexes } = await import('../../../bench/bench-indexes.ts');
      const { ensureBackend } = await import('../../../backend/init-backend.ts');
      const { name: backend } = await ensureBackend();
      const { data, base, queries } = await vectorsOf(options);
      const bar = session.progress('build');
      const found = await benchIndexes({
        ...{ base, queries, k: options.k, connectivity: options.M, expansionAdd: options.efConstruction },
        ...{ efs: options.ef, threads: options.threads, buildThreads: options.buildThreads },
        ...{ repeat: options.repeat, signal: session.signal },
        onProgress: (_, done, total) => bar.update(done, total),
      }).finally(() => bar.end());
      const peak_rss_mb = process.resourceUsage().maxRSS / 1024;
      session.print({ ...found, data, backend, peak_rss_mb }, forPeople);
    });
}

async function vectorsOf(options: Options) {
  const { drawnVectors, splitVectors } = await import('../../../bench/bench-vectors.ts');
  const { n, d, clusters, noise, seed, queries, npy, run } = options;
  if (npy !== undefined && run !== undefined) throw new PinwiseError('bad-usage', 'either --npy or --run');
  if (npy === undefined && run === undefined) {
    if (!(noise >= 0)) throw new PinwiseError('bad-usage', '--noise must be a number, at least 0');
    const drawn = drawnVectors({ n, dims: d, clusters, noise, seed, queries });
    return { ...drawn, data: `${clusters} clusters, noise ${noise}, seed ${seed}` };
  }
  const given = npy === undefined ? await ofRun(run!) : await ofFile(npy);
  return { ...splitVectors(given, queries, seed), data: npy === undefined ? `run ${run}` : 'npy' };
}

async function ofRun(name: string): Promise<Vectors> {
  const { homeFolder } = await import('../../../runs/home.ts');
  const { openRun } = await import('../../../runs/open-run.ts');
  const { embeddings } = openRun(homeFolder(), name);
  if (embeddings) return embeddings;
  throw new PinwiseError(
    'no-vectors',
    `run ${name} has no vectors: it answers by its graph or its neighbours`,
  );
}

async function ofFile(path: string): Promise<Vectors> {
  const { readNpy } = await import('../../../dataset/npy.ts');
  const { shape, data } = readNpy(path);
  if (data instanceof Float32Array && shape.length === 2 && shape[1] > 0) return { data, dims: shape[1] };
  throw new PinwiseError('bad-usage', `${path} is not float32 (n, d)`);
}

function forPeople({ n, d, k, exact, hnsw, lsh }: IndexBench): string {
  const row = (name: string, ef: string, recall: number, rate: number) => [
    name,
    right(ef),
    right(figure(recall)),
    right(count(Math.round(rate))),
  ];
  return [
    `${count(n)} vectors of ${d} dimensions, ${k} nearest; one thread unless the backend has more`,
    table(
      ['index', 'looked at', `recall@${k}`, 'queries/s'],
      [
        row('exact, many at once', count(n), 1, exact.queries_per_s),
        row('exact, one by one', count(n), 1, exact.queries_per_s_1_one_by_one),
        ...hnsw.levels.map((level) => row('hnsw', `ef ${level.ef}`, level.recall, level.queries_per_s_1)),
        ...lsh.levels.map((level) => row('lsh', count(level.ef), level.recall, level.queries_per_s_1)),
      ],
    ),
    `built in ${figure(hnsw.build_s, 1)} s (hnsw) and ${figure(lsh.build_s, 1)} s (lsh)`,
  ].join('\n\n');
}
