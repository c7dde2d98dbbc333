import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { minifySync } from 'vite';

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** Classes for each message of Pub/Sub, three megabytes that its client exports and never uses. */
const unusedMessages = /@google-cloud\/pubsub\/build\/protos\/protos\.js$/;

/** Minifies the libraries module by module, also those that share a chunk with our own readable code. */
const compactLibraries: Plugin = {
  name: 'compact-libraries',
  load: (id) => (unusedMessages.test(id) ? 'module.exports = {};' : null),
  transform: (code, id) =>
    /\/node_modules\/.*\.[cm]?js$/.test(id) ? { code: minifySync(id, code).code, map: null } : null,
  renderChunk(code, { fileName, moduleIds }) {
    const isLibrary = moduleIds.every((id) => id.includes('/node_modules/') || id.startsWith('\0'));
    return isLibrary ? { code: minifySync(fileName, code).code } : null;
  },
};

export default defineConfig({
  main: {
    plugins: [compactLibraries],
    build: {
      // googleapis alone is 243 MB on disk; of it and of all other pure JavaScript only what is used goes into the bundle
      externalizeDeps: false,
      target: 'node24',
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          headless: source('main/headless.ts'),
          cli: source('main/cli.ts'),
          'mail-process': source('main/mail-process.ts'),
          'mail-worker': source('main/intake/mail/mail-worker.ts'),
          'check-process': source('main/ledger/repair/check-process.ts'),
          'ledger-worker': source('main/ledger/repair/ledger-worker.ts'),
          'trust-worker': source('main/shell/trust-worker.ts'),
        },
        external: ['@ngrok/ngrok'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        // a sandboxed preload is CommonJS
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react()],
    build: {
      target: 'chrome156',
      minify: true,
      manifest: true,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: { index: source('renderer/index.html') } },
    },
  },
});
