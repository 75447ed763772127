import type { CliCommand } from '../command.ts';

export function exportCommand(program: CliCommand): void {
  program
    .command('export <run>')
    .description('Writes a run as files that NumPy reads: parameters, features, neighbours, embeddings.')
    .requiredOption('--to <dir>', 'the folder to write; made where there is none')
    .example('pinwise export pinsage-demo-1 --to exported')
    .run(async (session, { to }: { to: string }, name: string) => {
      const { exportRun } = await import('../../export/export-run.ts');
      const { homeFolder } = await import('../../runs/home.ts');
      const files = await exportRun(homeFolder(), name, to);
      session.print({ files }, () => `Written:\n${files.map((file) => `  ${file}`).join('\n')}`);
    });
}
