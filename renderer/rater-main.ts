/** The raters' window: a page of its own, without the studio's stores, router and engine. */
import './theme/base.css';
import { createApp } from 'vue';
import { rating } from './rating-client.ts';
import { applyTheme } from './theme/apply-theme.ts';
import RaterView from './views/rater/RaterView.vue';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
let theme: 'system' | 'light' | 'dark' = 'system';
const paint = (): void =>
  applyTheme(theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : theme, { models: false });
systemDark.addEventListener('change', paint);

paint();
createApp(RaterView).mount('#app');
// What cannot be told now (a store in trouble) the page says itself; its colours can wait.
void rating.invoke('rating.offer', {}).then(
  (offer) => {
    theme = offer.theme;
    paint();
  },
  () => undefined,
);
