import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The window's page: relative addresses, since it is served from studio://app/ and not from a server's root. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [vue()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
});
