import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The rater's page: a bundle of its own, which holds nothing of the studio's views and stores. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [vue()],
  build: {
    outDir: '../dist/rater',
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: { polyfill: false },
    rollupOptions: { input: 'renderer/rater.html' },
  },
});
