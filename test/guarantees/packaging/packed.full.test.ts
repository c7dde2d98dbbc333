import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../../packaging/app-files.ts';
import type { Opened } from '../../../packaging/inspect.ts';
import {
  feedFaults,
  fileFaults,
  inspect,
  nativeFaults,
  newsFaults,
  openPacked,
  secretFaults,
  startFaults,
  versionFaults,
} from '../../../packaging/inspect.ts';
import type { Packed } from '../../../packaging/pack.ts';
import { sizeTable } from '../../../packaging/size-table.ts';
import { copyWith, driver, packHere, packingMissing, releases, root } from './packing.ts';

const { version } = readPackage(root);

describe.skipIf(packingMissing !== null)(
  `the installed app${packingMissing ? ` (${packingMissing})` : ''}`,
  () => {
    let packed: Awaited<ReturnType<typeof packHere>>;
    beforeAll(async () => {
      packed = await packHere();
    }, 120_000);
    afterAll(() => packed.remove());
    const opens: { close(): void }[] = [];
    const copies: { remove(): void }[] = [];
    afterEach(() => {
      for (const opened of opens.splice(0)) opened.close();
      for (const copy of copies.splice(0)) copy.remove();
    });

    async function openedWith(plant: (copy: Packed, app: string) => void): Promise<Opened> {
      const copy = await copyWith(packed, plant);
      copies.push(copy);
      const opened = openPacked(copy);
      opens.push(opened);
      return opened;
    }

    it('starts, imports orders, and contains exactly the listed files', async () => {
      expect(await inspect(packed, { version, releases, driver })).toEqual([]);
    }, 120_000);

    it('is under 25 MB beside Electron', () => {
      const opened = openPacked(packed);
      opens.push(opened);
      const bytes = opened.files.reduce((sum, file) => sum + file.bytes, 0);
      expect(bytes).toBeLessThan(25e6);
      expect(sizeTable(opened)).toMatch(
        /^node_modules\/@ngrok\/ngrok-.*\n(.*\n)*together +\d+ +\d+\.\d\d MB$/,
      );
    });

    it.each([
      ['a map of the sources', 'out/main/index.js.map', '{}'],
      ['a source', 'src/main/index.ts', ''],
      ['a test', 'test/app.test.ts', ''],
      ['an environment', '.env', 'ORDERBELL_MANYCHAT_TOKEN=1'],
      ['googleapis', 'node_modules/googleapis/package.json', '{}'],
      ['a picture of the README', 'resources/screens/order-taken.en.light.1280.png', ''],
      ['the headless shell', 'out/main/headless.js', ''],
    ])('detects %s in the package', async (_what, path, content) => {
      const opened = await openedWith((_copy, app) => {
        mkdirSync(join(app, path, '..'), { recursive: true });
        writeFileSync(join(app, path), content);
      });
      expect(fileFaults(opened)).toEqual([`${path} has no business in the app`]);
    });

    it('detects Electron’s own app beside its archive', async () => {
      const opened = await openedWith((copy) =>
        writeFileSync(join(copy.folder, 'resources/default_app.asar'), ''),
      );
      expect(fileFaults(opened)).toEqual(['resources/default_app.asar has no business in the app']);
    });

    it.each([
      ['mail reader’s process', 'out/main/mail-process.js'],
      ['mail worker', 'out/main/mail-worker.js'],
      ['ledger worker', 'out/main/ledger-worker.js'],
      ['process that checks a ledger', 'out/main/check-process.js'],
      ['trust worker', 'out/main/trust-worker.js'],
      ['preload', 'out/preload/index.cjs'],
      ['page', 'out/renderer/index.html'],
      ['picture for a tray of macOS', 'resources/tray.png'],
      ['picture for the tray', 'resources/tray-color.png'],
      ['picture of the window', 'resources/window.png'],
      ['schema of Shopify for the sample shop', 'resources/admin-2026-10.json.gz'],
      ['tunnel', 'node_modules/@ngrok/ngrok/index.js'],
    ])('detects a missing %s', async (what, path) => {
      const opened = await openedWith((_copy, app) => rmSync(join(app, path)));
      expect(fileFaults(opened)).toEqual([`the ${what} is not in the app`]);
    });

    it('detects a tunnel’s native module that is missing or cannot load', async () => {
      const native =
        (await openedWith(() => {})).files.find(({ path }) => path.endsWith('.node'))?.path ?? '';
      const without = await openedWith((_copy, app) => rmSync(join(app, native)));
      expect(await nativeFaults(without)).toEqual(['the tunnel’s native module is not in the app']);
      const broken = await openedWith((_copy, app) => writeFileSync(join(app, native), 'no library'));
      expect(await nativeFaults(broken)).toEqual(['the tunnel’s native module does not load']);
      const inside = await openedWith(() => {});
      renameSync(inside.packed.unpacked, `${inside.packed.unpacked}.gone`);
      expect(await nativeFaults(inside)).toEqual([`${native} is not unpacked`]);
    });

    it('detects a secret in the package', async () => {
      const key = `-----BEGIN PRIVATE KEY-----\\n${'QUJD'.repeat(16)}`;
      const tokens = { 'a private key': key, 'a token of Shopify': `shpat_${'0f'.repeat(16)}` };
      for (const [what, token] of Object.entries(tokens)) {
        const opened = await openedWith((_copy, app) =>
          writeFileSync(join(app, 'out/preload/index.cjs'), `const key = '${token}';`),
        );
        expect(secretFaults(opened)).toEqual([`out/preload/index.cjs has ${what} in it`]);
      }
      const mapped = await openedWith((_copy, app) =>
        writeFileSync(join(app, 'out/preload/index.cjs'), '0;\n//# sourceMappingURL=index.cjs.map\n'),
      );
      expect(secretFaults(mapped)).toEqual(['out/preload/index.cjs has a map of the sources in it']);
    });

    it('detects another version in the app or the update feed', async () => {
      const opened = await openedWith((copy, app) => {
        const own = readFileSync(join(app, 'package.json'), 'utf8');
        writeFileSync(join(app, 'package.json'), own.replace(version, '9.9.9'));
        writeFileSync(
          join(copy.folder, '..', 'latest-linux.yml'),
          'version: 0.0.1\npath: Orderbell.AppImage\n',
        );
      });
      expect(versionFaults(opened, version)).toEqual([
        `the packed package.json says version 9.9.9, package.json ${version}`,
        `latest-linux.yml says version 0.0.1, package.json ${version}`,
      ]);
    });

    it('detects missing release notes', () => {
      expect(newsFaults('9.9.9')).toEqual([
        `src/shared/release-notes.ts says what is new up to ${version}, not in 9.9.9`,
      ]);
    });

    it('detects a missing or foreign update feed', async () => {
      const file = (copy: Packed) => join(copy.folder, 'resources/app-update.yml');
      expect(feedFaults(await openedWith((copy) => rmSync(file(copy))), releases)).toEqual([
        'app-update.yml is not in the app: it would look for updates nowhere',
      ]);
      const elsewhere = await openedWith((copy) =>
        writeFileSync(
          file(copy),
          readFileSync(file(copy), 'utf8').replace('owner: orderbell', 'owner: evil'),
        ),
      );
      expect(feedFaults(elsewhere, releases)).toEqual(['app-update.yml does not say "owner: orderbell"']);
    });

    it.each([
      ['started without a part of its script', 'out/main/chunks', /does not start: .*Cannot find module/],
      ['started without the page', 'out/renderer', /does not start: .*holds no built page/],
      [
        'started without the tray’s picture',
        'resources/tray-color.png',
        /does not start: .*tray-color.png is not there/,
      ],
      ['that reads mails without their process', 'out/main/mail-process.js', /gets no process of its own/],
      ['that reads mails without its worker', 'out/main/mail-worker.js', /there was no order out of a mail/],
      ['with a sample shop without the schema', 'resources/admin-2026-10.json.gz', /schema is not there/],
    ])(
      'detects an app %s',
      async (_what, path, fault) => {
        const opened = await openedWith(() => {});
        rmSync(join(opened.folder, path), { recursive: true });
        const faults = await startFaults(opened, { driver, seconds: 8 });
        expect(faults.join('\n')).toMatch(fault);
      },
      60_000,
    );
  },
);
