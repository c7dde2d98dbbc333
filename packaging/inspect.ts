import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractAll } from '@electron/asar';
import { z } from 'zod';
import { releases as newest } from '../src/shared/release-notes.ts';
import { fuseFaults } from './fuses.ts';
import type { Packed } from './pack.ts';

const run = promisify(execFile);

/** Everything that may be in the archive; what is not named here has no business on a manager's computer. */
const allowed: readonly RegExp[] = [
  /^package\.json$/,
  /^out\/main\/(index|mail-process|mail-worker|check-process|ledger-worker|trust-worker)\.js$/,
  /^out\/main\/chunks\/[\w.-]+-[\w-]{8}\.js$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+-[\w-]{8}\.(js|css|svg|png|woff2|mp3|ogg|wav)$/,
  /^resources\/(tray(-color)?(@2x)?\.png|window\.png|admin-2026-10\.json\.gz)$/,
  /^node_modules\/@ngrok\/ngrok\/(index\.js|package\.json|LICENSE-MIT)$/,
  /^node_modules\/@ngrok\/ngrok-[a-z0-9-]+\/(package\.json|ngrok\.[a-z0-9-]+\.node)$/,
];

/** What has to be in it, whatever the bundler makes of the rest. */
const needed: readonly (readonly [what: string, path: RegExp])[] = [
  ['main script', /^out\/main\/index\.js$/],
  ['mail reader’s process', /^out\/main\/mail-process\.js$/],
  ['mail worker', /^out\/main\/mail-worker\.js$/],
  ['process that checks a ledger', /^out\/main\/check-process\.js$/],
  ['ledger worker', /^out\/main\/ledger-worker\.js$/],
  ['trust worker', /^out\/main\/trust-worker\.js$/],
  ['preload', /^out\/preload\/index\.cjs$/],
  ['page', /^out\/renderer\/index\.html$/],
  ['page’s script', /^out\/renderer\/assets\/index-.*\.js$/],
  ['page’s style', /^out\/renderer\/assets\/index-.*\.css$/],
  ['picture for a tray of macOS', /^resources\/tray\.png$/],
  ['picture for a tray of macOS with two pixels a point', /^resources\/tray@2x\.png$/],
  ['picture for the tray', /^resources\/tray-color\.png$/],
  ['picture for a tray of two pixels a point', /^resources\/tray-color@2x\.png$/],
  ['picture of the window', /^resources\/window\.png$/],
  ['schema of Shopify for the sample shop', /^resources\/admin-2026-10\.json\.gz$/],
  ['tunnel', /^node_modules\/@ngrok\/ngrok\/index\.js$/],
];

/** What may lie beside the archive. */
const beside =
  /^(app\.asar(\.unpacked)?|app-update\.yml|package-type|apparmor-profile|icon\.icns|[a-z_]+\.lproj)$/i;

/** Keys that give themselves away by their looks, and maps that would tell the sources. */
const secrets: readonly (readonly [what: string, looks: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*(\\n)?[A-Za-z0-9+/]{40}/],
  ['a token of Shopify', /\bshp(at|ss|ua|ca)_[0-9a-f]{32}\b/],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['a token of Google', /\bya29\.[0-9A-Za-z_-]{30,}/],
  ['a token of GitHub', /\bgh[pousr]_[0-9A-Za-z]{36}\b/],
  ['a map of the sources', /^\/\/# sourceMappingURL=/m],
];

/** An app whose archive is laid open, so that it can be looked into and run by Node, far from the project's own packages. */
export type Opened = {
  readonly packed: Packed;
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
};

/** @throws Error when the archive is not there or lacks what it has beside it */
export function openPacked(packed: Packed): Opened & { close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-packed-'));
  extractAll(packed.asar, folder);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file.slice(folder.length + 1).replaceAll('\\', '/'),
      bytes: statSync(file).size,
    }));
  return { packed, folder, files, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What is there and may not be, or should be and is not. */
export function fileFaults({ packed, files }: Opened): readonly string[] {
  const around = readdirSync(join(packed.asar, '..'));
  return [
    ...files
      .filter(({ path }) => !allowed.some((may) => may.test(path)))
      .map(({ path }) => `${path} has no business in the app`),
    ...needed
      .filter(([, path]) => !files.some((file) => path.test(file.path)))
      .map(([what]) => `the ${what} is not in the app`),
    ...around
      .filter((name) => !beside.test(name))
      .map((name) => `resources/${name} has no business in the app`),
  ];
}

/** What must not leave the house, by its looks. */
export function secretFaults({ folder, files }: Opened): readonly string[] {
  return files
    .filter(({ path }) => /\.(c?js|css|html|json|svg)$/.test(path))
    .flatMap(({ path }) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return secrets.filter(([, looks]) => looks.test(text)).map(([what]) => `${path} has ${what} in it`);
    });
}

/** The native module has to lie outside the archive, and to load from where it lies. */
export async function nativeFaults({ packed, folder, files }: Opened): Promise<readonly string[]> {
  const native = files.filter(({ path }) => path.endsWith('.node'));
  if (native.length === 0) return ['the tunnel’s native module is not in the app'];
  const missing = native
    .filter(({ path }) => !existsSync(join(packed.unpacked, path)))
    .map(({ path }) => `${path} is not unpacked`);
  if (missing.length > 0) return missing;
  try {
    const load =
      "import('@ngrok/ngrok').then(({ forward }) => process.exit(typeof forward === 'function' ? 0 : 1))";
    await run(process.execPath, ['--input-type=module', '-e', load], { cwd: folder, timeout: 20_000 });
    return [];
  } catch {
    return ['the tunnel’s native module does not load'];
  }
}

const versionSchema = z.object({ version: z.string() });

/** The version is told in three places, and an installer that tells two is not found as an update. */
export function versionFaults({ packed, folder }: Opened, version: string): readonly string[] {
  const { version: own } = versionSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const output = join(packed.folder, '..');
  const told = readdirSync(output)
    .filter((name) => /^latest.*\.yml$/.test(name))
    .map((name) => ({
      name,
      version: /^version: (\S+)$/m.exec(readFileSync(join(output, name), 'utf8'))?.[1] ?? 'none',
    }));
  return [{ name: 'the packed package.json', version: own }, ...told]
    .filter((place) => place.version !== version)
    .map((place) => `${place.name} says version ${place.version}, package.json ${version}`);
}

/** What is new is shown after an update, in the app's own languages. */
export const newsFaults = (version: string): readonly string[] =>
  newest[0]?.version === version
    ? []
    : [
        `src/shared/release-notes.ts says what is new up to ${newest[0]?.version ?? 'none'}, not in ${version}`,
      ];

/** Where an installed app looks for newer ones. */
export function feedFaults({ packed }: Opened, releases: string): readonly string[] {
  const file = join(packed.asar, '..', 'app-update.yml');
  if (!existsSync(file)) return ['app-update.yml is not in the app: it would look for updates nowhere'];
  const text = readFileSync(file, 'utf8');
  const [owner = '', repo = ''] = releases.split('/');
  const wanted = ['provider: github', `owner: ${owner}`, `repo: ${repo}`];
  return wanted
    .filter((line) => !text.split('\n').includes(line))
    .map((line) => `app-update.yml does not say "${line}"`);
}

export type Driving = {
  /** A script that stands in for Electron, brings in orders, and fails with what did not come. */
  readonly driver: string;
  /** How long it waits for each. */
  readonly seconds?: number;
};

/** Lets the packed app live through its first minute, in its sample shop. */
export async function startFaults(
  { packed, folder }: Opened,
  { driver, seconds = 25 }: Driving,
): Promise<readonly string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'orderbell-packed-data-'));
  const main = join(folder, 'out/main/index.js');
  const flags = ['--data-dir', dataDir, '--receiver-port', '0', '--sample-shop'];
  try {
    await run(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', driver, main, ...flags],
      {
        cwd: folder,
        // nothing of this machine's settings: what is packed has to do
        env: {
          TRY_SECONDS: String(seconds),
          TRY_RESOURCES: join(packed.asar, '..'),
          APPIMAGE: join(folder, 'Orderbell.AppImage'),
          // electron-updater notes there which computer this is
          HOME: dataDir,
        },
        timeout: 4_000 * seconds,
      },
    );
    return troubleIn(join(dataDir, 'logs/orderbell.log'));
  } catch (error) {
    const failed = z.object({ stderr: z.string() }).safeParse(error);
    const said = failed.success ? failed.data.stderr.trim() : String(error);
    const words = /^\w*Error.*$/m.exec(said)?.[0] ?? said.split('\n').at(-1);
    return [`the packed app does not start: ${words}`];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const lineSchema = z.object({ level: z.string(), msg: z.string() });

/** What an app that starts well does not have to say. */
function troubleIn(log: string): readonly string[] {
  return (
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => /"level":"(warn|error)"/.test(line))
      .map((line) => lineSchema.parse(JSON.parse(line)))
      // it is tried without a network
      .filter(({ msg }) => msg !== 'electron-updater')
      .map(({ level, msg }) => `the packed app logs as ${level}: ${msg}`)
  );
}

export type Expected = {
  readonly version: string;
  readonly releases: string;
} & Driving;

/** Everything that is wrong with a packed app, one line each; none: it may be given to people. */
export async function inspect(packed: Packed, expected: Expected): Promise<readonly string[]> {
  const opened = openPacked(packed);
  try {
    return [
      ...(await fuseFaults(packed.binary)),
      ...fileFaults(opened),
      ...secretFaults(opened),
      ...versionFaults(opened, expected.version),
      ...newsFaults(expected.version),
      ...feedFaults(opened, expected.releases),
      ...(await nativeFaults(opened)),
      ...(await startFaults(opened, expected)),
    ];
  } finally {
    opened.close();
  }
}
