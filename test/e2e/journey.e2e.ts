import { afterAll, it } from 'vitest';
import { makeJourney } from './journey.ts';
import { newHome } from './studio.ts';

const { home, remove } = newHome();
afterAll(remove);

it('from an empty home to a verdict, with a kill in the middle of the rating', async () => {
  await makeJourney({ options: { home }, screenshots: 'window' });
});
