import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright-core';
import type { Plugin } from 'vite';
import { build } from 'vite';
import { z } from 'zod';
import { pseudo } from './pseudo-locale.ts';

const root = fileURLToPath(new URL('../../../src/renderer', import.meta.url));
const stretching = fileURLToPath(new URL('pseudo-locale.ts', import.meta.url));

/** Translates the English catalogue and the main process's sentences into the pseudo-locale. */
const inPseudo: Plugin = {
  name: 'pseudo-locale',
  enforce: 'pre',
  transform(code, id) {
    const file = id.split('?')[0] ?? '';
    if (file.endsWith('/locales/en.json')) return JSON.stringify(inEnglish(code));
    if (file.endsWith('/i18n/translate-main-text.ts')) return ofMain(code);
    return null;
  },
};

const catalogueSchema = z.record(z.string(), z.record(z.string(), z.string()));

const inEnglish = (json: string) =>
  Object.fromEntries(
    Object.entries(catalogueSchema.parse(JSON.parse(json))).map(([feature, texts]) => [
      feature,
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)])),
    ]),
  );

function ofMain(code: string): string {
  const plain = code.replace('export const say =', 'const plain =');
  if (plain === code) throw new Error('translate-main-text.ts does not export say');
  return `import { pseudo } from ${JSON.stringify(stretching)};
${plain}
export const say = (text: string, language: Language): string =>
  language === 'en' ? pseudo(text) : plain(text, language);`;
}

export type PseudoBuild = {
  /** Loads the page with the scripts of this build; everything else is the app's. */
  into(page: Page): Promise<void>;
  remove(): void;
};

/** The window's scripts with a pseudo-locale as English, for tests only. */
export async function buildPseudo(): Promise<PseudoBuild> {
  const outDir = mkdtempSync(join(tmpdir(), 'orderbell-pseudo-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react(), inPseudo],
    build: { outDir, emptyOutDir: true, target: 'chrome156', minify: false, chunkSizeWarningLimit: 4000 },
  });
  const assets = join(outDir, 'assets');
  const built = new Set(readdirSync(assets));
  const parts = partsOf(readFileSync(join(outDir, 'index.html'), 'utf8'));
  return {
    async into(page) {
      await page.route(
        ({ pathname }) => pathname === '/',
        async (route) => {
          const response = await route.fetch();
          const html = await response.text();
          await route.fulfill({ response, body: html.replace(partsOf(html), parts) });
        },
      );
      await page.route('**/assets/*', (route) => {
        const name = basename(new URL(route.request().url()).pathname);
        return built.has(name) ? route.fulfill({ path: join(assets, name) }) : route.continue();
      });
      await page.reload();
    },
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

/** The scripts and styles of a page, contiguous in its head. */
const partsOf = (html: string): string => /<script type="module"[\s\S]*(?=\s*<\/head>)/.exec(html)?.[0] ?? '';
