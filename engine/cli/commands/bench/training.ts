import type { TrainingBench } from '../../../bench/bench-training.ts';
import type { CliCommand } from '../../command.ts';
import { integer, share } from '../../options.ts';
import { fields } from '../../render/table.ts';
import { figure } from '../../render/format.ts';

interface Options extends Omit<TrainingBench, 'data' | 'signal'> {
  edges?: string;
  feats?: string;
  items: number;
  contexts: number;
  features: number;
  threads: number;
  embed: number;
}

/** Adds the options that the three measurements have in common. */
function measurement(bench: CliCommand, name: string, description: string): CliCommand {
  return bench
    .command(name)
    .description(description)
    .option('--edges <file>', 'uint32 pairs (item, context); default: a graph is drawn')
    .option('--feats <file>', 'float32 (items, features); default: drawn')
    .option('--items <n>', 'items', integer(2), 10_000)
    .option('--contexts <n>', 'contexts', integer(1), 2_000)
    .option('--features <n>', 'features of an item', integer(1), 256)
    .option('--hidden <n>', 'length of what a neighbour tells', integer(1), 512)
    .option('--out <n>', 'length of the vectors between the layers and of the embeddings', integer(1), 256)
    .option('--layers <n>', 'convolutions', integer(1, 4), 2)
    .option('--neighbors <n>', 'neighbours of an item', integer(1), 50)
    .option('--walks <n>', 'walks from an item', integer(1), 100)
    .option('--walk-length <n>', 'most hops of a walk', integer(1), 3)
    .option('--restart <x>', 'probability that a walk ends after a hop', share, 0.5)
    .option('--batch <n>', 'pairs in a step', integer(1), 512)
    .option('--negatives <n>', 'negatives that a step shares', integer(1), 500)
    .option('--steps <n>', 'steps that are measured', integer(1), 10)
    .option('--threads <n>', 'threads of the native backend; the others have one', integer(1), 2)
    .option('--workers <n>', 'sampler threads beside the trainer', integer(0, 64), 0)
    .option('--keep', 'draw the neighbours of an item once, as a training does, not anew for each step')
    .option('--seed <n>', 'of all that is drawn', integer(0), 0) as CliCommand;
}

export function training(bench: CliCommand): void {
  measurement(bench, 'sample', 'Sampling: items per second whose neighbours are drawn and put into blocks.')
    .example('pinwise bench sample --items 20000 --contexts 4000 --steps 5')
    .run(async (session, options: Options) => {
      const { benchSampling } = await import('../../../bench/bench-training.ts');
      const given = await prepared(options);
      const { sample_nodes_per_s, ms } = await benchSampling({ ...given, signal: session.signal });
      print(session, { ...common(options, null), sample_nodes_per_s, sample_ms: ms });
    });
  measurement(bench, 'step', 'A training step: drawing, forward, backward, update.')
    .option('--embed <n>', '1: embed all items too', integer(0, 1), 0)
    .example('pinwise bench step --items 20000 --contexts 4000 --features 64 --batch 128 --steps 3')
    .run(async (session, options: Options) => {
      const { benchEmbedding, benchSampling, benchSteps } = await import('../../../bench/bench-training.ts');
      const given = { ...(await prepared(options)), signal: session.signal };
      const backend = await startBackend(options.threads);
      const step = await benchSteps(given);
      const sampled = options.workers > 0 ? null : (await benchSampling(given)).sample_nodes_per_s;
      const embedded = options.embed ? await benchEmbedding(given) : {};
      print(session, { ...common(options, backend), ...step, sample_nodes_per_s: sampled, ...embedded });
    });
  measurement(bench, 'embed', 'Embedding: all items, layer by layer, per second.')
    .example('pinwise bench embed --items 5000 --contexts 1000 --features 64')
    .run(async (session, options: Options) => {
      const { benchEmbedding } = await import('../../../bench/bench-training.ts');
      const given = { ...(await prepared(options)), signal: session.signal };
      const backend = await startBackend(options.threads);
      print(session, { ...common(options, backend), ...(await benchEmbedding(given)) });
    });
}

async function prepared(options: Options): Promise<TrainingBench> {
  const { benchGraph } = await import('../../../bench/bench-graph.ts');
  return { ...options, keep: options.keep ?? false, data: benchGraph(options) };
}

/** TensorFlow reads its number of threads when it starts. */
async function startBackend(threads: number): Promise<string> {
  process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  const { ensureBackend } = await import('../../../backend/init-backend.ts');
  return (await ensureBackend()).name;
}

function common({ threads, workers, keep }: Options, backend: string | null) {
  return { backend, threads, workers, keep: keep ?? false };
}

function print(session: Parameters<Parameters<CliCommand['run']>[0]>[0], found: object): void {
  const measured = { ...found, peak_rss_mb: process.resourceUsage().maxRSS / 1024 };
  session.print(measured, (all) =>
    fields(
      Object.entries(all).map(([name, value]) => [
        name,
        typeof value === 'number' ? figure(value, 4) : String(value ?? '–'),
      ]),
    ),
  );
}
