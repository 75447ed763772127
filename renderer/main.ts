import './zod-without-eval.ts';
import './theme/base.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router.ts';
import { applyTheme } from './theme/apply-theme.ts';
import { startStudio } from './start-studio.ts';

const app = createApp(App);
app.use(createPinia());
void startStudio().then((mode) => {
  applyTheme(mode);
  app.use(router);
  app.mount('#app');
});
