import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { FileProblem } from '../problems.ts';
import { findFile } from '../tables/find-table.ts';

const About = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  credit: z.string().max(2000).nullish(),
  source: z.string().max(2000).optional(),
  symmetric: z.boolean().optional(),
});
export type About = z.infer<typeof About>;

export const aboutFile = 'about.json';

/** What the optional about.json tells of the data. @throws FileProblem `bad-about` */
export function readAbout(folder: string): About {
  const file = findFile(folder, aboutFile);
  if (!file) return {};
  try {
    return About.parse(JSON.parse(readFileSync(file.path, 'utf8')));
  } catch {
    throw new FileProblem(
      'bad-about',
      'it has to be a JSON object with title, credit, source (texts) and symmetric (true or false), all optional',
    );
  }
}
