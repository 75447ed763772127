/**
 * A study's way to another machine and its answers' way back, by the buttons of the window and the files that its dialogs
 * name: sent, taken in on a machine that has nothing, rated, sent back, brought in; once more, which changes nothing;
 * and with one byte changed, which is refused.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../root.ts';
import { enter, next, practise } from './rater-screens.ts';
import { leaveRating } from './rating-steps.ts';
import { makeRatingHome, study } from './rating-home.ts';
import { newHome, openStudio, type Studio } from './studio.ts';

const { home: folder, remove } = newHome();
const sealed = join(folder, 'study.pinwise-study');
const answers = join(folder, 'answers.pinwise-answers');
const screenshots = join(root, 'test', 'results', 'screenshots', 'other-machines');
let home: Studio;
let away: Studio;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  makeRatingHome(join(folder, 'home'));
  home = await openStudio({ home: join(folder, 'home') });
  away = await openStudio({ home: join(folder, 'away') });
});
afterAll(async () => {
  await home.close();
  await away.close();
  remove();
});

/** What the dialogs of files answer from now on. */
const choose = ({ app }: Studio, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);

const visit = ({ page }: Studio, path: string): Promise<void> =>
  page.evaluate((to) => void (window.location.hash = to), path);

const look = ({ page }: Studio, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(screenshots, `${name}.png`) });

/** Brings answers in from a file; what the page says of it. */
async function merge(path: string): Promise<void> {
  await choose(home, path);
  await home.page.getByTestId('study-merge').click();
}

const judgements = ({ page }: Studio): Promise<number> =>
  page.evaluate(async () => {
    const answer = await window.studio.invoke('studies.list', {});
    return answer.ok ? answer.value[0].judgements : NaN;
  });

/** A copy with one byte of its middle changed. */
function spoil(path: string): string {
  const bytes = readFileSync(path);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  const spoilt = path.replace(/(\.[\w-]+)$/, '-changed$1');
  writeFileSync(spoilt, bytes);
  return spoilt;
}

it('leaves as one file', async () => {
  await visit(home, `/study/${study}`);
  await choose(home, sealed);
  await home.page.getByTestId('study-send').click();
  await home.page.getByText('Written: study.pinwise-study').waitFor();
  await look(home, 'sent');
});

it('is refused with a changed byte', async () => {
  await visit(away, '/study');
  await choose(away, spoil(sealed));
  await away.page.getByTestId('study-take').click();
  await away.page.getByText('study-changed.pinwise-study was changed after it was sealed').waitFor();
  await look(away, 'study-refused');
});

it('is taken in where there is nothing, and rated', async () => {
  await choose(away, sealed);
  await away.page.getByTestId('study-take').click();
  await away.page.getByText('came from another machine').waitFor();
  await look(away, 'taken');
  const opened = away.app.waitForEvent('window');
  await away.page.getByTestId('rate').click();
  const rater = await opened;
  await enter(rater, 'Ada');
  await practise(rater);
  for (let n = 0; n < 3; n++) await next(rater);
  await leaveRating(rater);
  expect(await judgements(away)).toBe(3);
});

it('comes back as answers, which count once', async () => {
  await choose(away, answers);
  await away.page.getByTestId('study-send').click();
  await away.page.getByText('Written: answers.pinwise-answers').waitFor();
  await look(away, 'answers-sent');

  const before = await judgements(home);
  await merge(answers);
  await home.page.getByText('3 judgements of 1 rater added.').waitFor();
  await look(home, 'merged');
  expect(await judgements(home)).toBe(before + 3);
  await merge(answers);
  await home.page.getByText('0 judgements of 1 rater added, 3 judgements here already.').waitFor();
  await look(home, 'merged-again');
  expect(await judgements(home)).toBe(before + 3);
});

it('takes no answers with a changed byte', async () => {
  const before = await judgements(home);
  await merge(spoil(answers));
  await home.page.getByText('answers-changed.pinwise-answers was changed after it was sealed').waitFor();
  await look(home, 'answers-refused');
  expect(await judgements(home)).toBe(before);
});

it('tells of what comes after the study was closed, and counts it in its next version', async () => {
  const rating = away.app.waitForEvent('window');
  await away.page.getByTestId('rate').click();
  const rater = await rating;
  await enter(rater, 'Bea');
  await practise(rater);
  for (let n = 0; n < 2; n++) await next(rater);
  await leaveRating(rater);
  await choose(away, answers);
  await away.page.getByTestId('study-send').click();
  await away.page.getByText('Written: answers.pinwise-answers').waitFor();

  await home.page.getByTestId('study-close').click();
  await home.page.getByTestId('study-close-sure').click();
  const before = await judgements(home);
  await merge(answers);
  await home.page.getByText('holds 2 judgements that it does not have').waitFor();
  await look(home, 'late');
  expect(await judgements(home)).toBe(before);
  await home.page.getByTestId('study-merge-late').click();
  await home.page.getByText('2 judgements of 2 raters added, 3 judgements here already.').waitFor();
  await look(home, 'late-taken');
  await home.page.getByTestId('study-late-into').getByRole('link').click();
  await home.page.getByText('version 2').first().waitFor();
  await look(home, 'next-version');
  // The newest comes first.
  expect(await judgements(home)).toBe(before + 2);
});
