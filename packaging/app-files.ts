import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

export const systems = ['linux', 'darwin', 'win32'] as const;
export type System = (typeof systems)[number];

/** Which of ngrok's packages an installer carries: one system each; on macOS the one for both kinds of processor. */
const ngrokOf: { readonly [S in System]: string } = {
  linux: 'ngrok-linux-x64-gnu',
  darwin: 'ngrok-darwin-universal',
  win32: 'ngrok-win32-x64-msvc',
};

/** The scripts that are started by name; everything else of `out/main` is there because one of them asks for it. */
const entries = [
  'index.js',
  'mail-process.js',
  'mail-worker.js',
  'check-process.js',
  'ledger-worker.js',
  'trust-worker.js',
];

/** The tray's in black for macOS and in colour for the others, and the window's for Linux. */
const pictures = ['tray.png', 'tray@2x.png', 'tray-color.png', 'tray-color@2x.png', 'window.png'];

const packageSchema = z.object({
  version: z.string(),
  description: z.string(),
  license: z.string(),
  main: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

export const readPackage = (root: string) =>
  packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

export type StageParts = {
  readonly root: string;
  /** Emptied first. */
  readonly stage: string;
  readonly system: System;
  /** Shopify's Admin schema, which the sample shop answers by. */
  readonly schemaFile: string;
  readonly homepage: string;
};

/**
 * Puts into one folder what an installed app runs on, and nothing else: the built bundles, the page, the pictures of tray and window,
 * the schema, and the tunnel's native module with the JavaScript that loads it.
 * @throws Error in words when something is not there yet
 */
export function stageApp({ root, stage, system, schemaFile, homepage }: StageParts): void {
  rmSync(stage, { recursive: true, force: true });
  const put = (from: string, to: string): void => {
    if (!existsSync(from)) throw new Error(`${relative(root, from)} is not there; run "npm run build" first`);
    mkdirSync(dirname(join(stage, to)), { recursive: true });
    cpSync(from, join(stage, to), { recursive: true });
  };
  for (const file of scriptsOf(join(root, 'out/main'))) put(join(root, 'out/main', file), `out/main/${file}`);
  put(join(root, 'out/preload/index.cjs'), 'out/preload/index.cjs');
  // the page is asked for by name: Vite's list of its files is not
  for (const name of ['index.html', 'assets']) put(join(root, 'out/renderer', name), `out/renderer/${name}`);
  for (const name of pictures) put(join(root, 'resources', name), `resources/${name}`);
  put(schemaFile, 'resources/admin-2026-10.json.gz');
  stageNgrok(root, stage, ngrokOf[system]);

  const { version, description, license, main, dependencies } = readPackage(root);
  const own = {
    name: 'orderbell',
    productName: 'Orderbell',
    version,
    description,
    license,
    author: 'Orderbell',
    homepage,
    type: 'module',
    main,
    // what Electron tells Linux its entry in the menus is called, for links and for the number on the dock
    desktopName: 'orderbell.desktop',
    dependencies: { '@ngrok/ngrok': dependencies['@ngrok/ngrok'] },
  };
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
}

function stageNgrok(root: string, stage: string, binary: string): void {
  const from = join(root, 'node_modules/@ngrok');
  const native = existsSync(join(from, binary)) ? readdirSync(join(from, binary)) : [];
  const file = native.find((name) => name.endsWith('.node'));
  if (file === undefined) {
    throw new Error(`@ngrok/${binary} is not installed; run "npm install --no-save @ngrok/${binary}"`);
  }
  const wanted = {
    ngrok: ['index.js', 'package.json', 'LICENSE-MIT'],
    [binary]: ['package.json', file],
  };
  for (const [name, files] of Object.entries(wanted)) {
    const to = join(stage, 'node_modules/@ngrok', name);
    mkdirSync(to, { recursive: true });
    for (const one of files) cpSync(join(from, name, one), join(to, one));
  }
}

/** The entries and every script that they come to ask for, as paths in their folder. */
export function scriptsOf(folder: string): readonly string[] {
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) {
      const next = join(dirname(file), name).replaceAll('\\', '/');
      // a bundle may hold such words in a text
      if (existsSync(join(folder, next))) follow(next);
    }
  };
  for (const entry of entries) {
    if (!existsSync(join(folder, entry))) {
      throw new Error(`out/main/${entry} is not built; run "npm run build" first`);
    }
    follow(entry);
  }
  return [...found].sort();
}
