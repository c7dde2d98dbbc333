import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { AutoUpdater } from '../../../../src/main/shell/electron/updater.ts';
import type { Problem } from '../../../../src/shared/problem.ts';
import { electronDesk } from './electron-desk.ts';

const { state: at, start: startWith } = electronDesk();
/** With no flag that would have to last, unless a test gives one. */
const start = (options: Parameters<typeof startWith>[0] = {}) =>
  startWith({ own: [], ...options, environment: { ORDERBELL_DATA_DIR: '', ...options.environment } });
/** Named, not started: its folder is writable. */
const appImage = { APPIMAGE: join(tmpdir(), 'Orderbell.AppImage') };

/** electron-updater, as far as the shell knows it. */
function autoDouble(found: { version: string; downloadPromise?: Promise<string[]> } | null | Error) {
  const events = new EventEmitter();
  const asked: string[] = [];
  const auto: AutoUpdater = {
    autoDownload: false,
    autoInstallOnAppQuit: true,
    disableWebInstaller: false,
    logger: null,
    async checkForUpdates() {
      if (found instanceof Error) throw found;
      if (found === null) return null;
      const updateInfo = { version: found.version, files: [], path: '', sha512: '', releaseDate: '' };
      const { downloadPromise = Promise.resolve([]) } = found;
      return { isUpdateAvailable: true, updateInfo, versionInfo: updateInfo, downloadPromise };
    },
    quitAndInstall: (isSilent, runsAfter) => void asked.push(`install ${isSilent} ${runsAfter}`),
    once: (name, listener) => events.once(name, listener),
    on: (name: string, listener: (file: string) => void) => events.on(name, listener),
  };
  return { auto, asked, events };
}

function installed(part: { readonly source?: string | null; readonly type?: string } = {}): void {
  mkdirSync(join(at.root, 'resources'), { recursive: true });
  const { source = 'provider: github\nowner: o\nrepo: r\n' } = part;
  if (source !== null) writeFileSync(join(at.root, 'resources/app-update.yml'), source);
  if (part.type) writeFileSync(join(at.root, 'resources/package-type'), part.type);
}

/** The host's updater, which must not be off. */
function updater() {
  if (at.host.updater.kind === 'off') throw new Error(`it is off: ${at.host.updater.why}`);
  return at.host.updater;
}

describe('it is off', () => {
  it('in the project’s folder', async () => {
    installed();
    await start({ environment: appImage });
    expect(at.host.updater).toEqual({ kind: 'off', why: 'not-installed' });
  });

  it('where the app says not where releases are published', async () => {
    installed({ source: null });
    await start({ isPackaged: true, environment: appImage });
    expect(at.host.updater).toEqual({ kind: 'off', why: 'no-source' });
  });

  it('on Windows without the publisher’s name for verification', async () => {
    installed();
    await start({ isPackaged: true, platform: 'win32' });
    expect(at.host.updater).toEqual({ kind: 'off', why: 'unsigned' });
    installed({ source: 'provider: github\npublisherName:\n  - Orderbell\n' });
    await start({ isPackaged: true, platform: 'win32' });
    expect(at.host.updater.kind).toBe('on');
  });

  it('on Linux where the app was unpacked by hand', async () => {
    installed();
    await start({ isPackaged: true });
    expect(at.host.updater).toEqual({ kind: 'off', why: 'by-hand' });
    installed({ type: 'deb' });
    await start({ isPackaged: true });
    expect(at.host.updater.kind).toBe('on');
  });
});

it('downloads a newer version, and names it', async () => {
  installed();
  const { auto } = autoDouble({ version: '1.3.0' });
  await start({ isPackaged: true, environment: appImage, updater: auto });
  expect(await updater().fetch()).toBe('1.3.0');
  expect(auto).toMatchObject({ autoDownload: true, disableWebInstaller: true, autoInstallOnAppQuit: true });
});

it('reports none when there is none', async () => {
  installed();
  await start({ isPackaged: true, environment: appImage, updater: autoDouble(null).auto });
  expect(await updater().fetch()).toBeNull();
});

it('installs a deb, which asks for a password, only with consent', async () => {
  installed({ type: 'deb' });
  const { auto } = autoDouble(null);
  await start({ isPackaged: true, updater: auto });
  await updater().fetch();
  expect([auto.autoInstallOnAppQuit, updater().onQuit]).toEqual([false, false]);
});

const coded = (code: string, message: string): Error => Object.assign(new Error(message), { code });

it.each([
  [
    'signed by another',
    coded('ERR_UPDATER_INVALID_SIGNATURE', 'New version 2 is not signed'),
    'refused',
    /it has a different signature/,
  ],
  [
    'not signed as this one on macOS',
    new Error('Code signature at URL did not pass validation'),
    'refused',
    /it has a different signature/,
  ],
  [
    'other bytes than were published',
    coded('ERR_CHECKSUM_MISMATCH', 'sha512 checksum mismatch'),
    'refused',
    /the download is damaged/,
  ],
  [
    'without a list',
    coded('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'Cannot find latest.yml'),
    'not-found',
    /No update was found/,
  ],
  ['not there', new Error('HttpError: 404'), 'not-found', /No update was found/],
  [
    'without room where this one lies',
    new Error('Cannot update while running on a read-only volume. Please move the application'),
    'refused',
    /is in a read-only folder/,
  ],
  ['out of reach', new Error('net::ERR_INTERNET_DISCONNECTED'), 'unreachable', /Couldn’t check for updates/],
])('says in a person’s words that a newer version is %s', async (_what, error, kind, message) => {
  installed();
  const failing = [
    autoDouble(error),
    autoDouble({ version: '2.0.0', downloadPromise: Promise.reject(error) }),
  ];
  for (const { auto } of failing) {
    await start({ isPackaged: true, environment: appImage, updater: auto });
    const problem = await updater()
      .fetch()
      .catch((thrown: Problem) => thrown);
    expect(problem).toMatchObject({ kind, message: expect.stringMatching(message), cause: error });
  }
});

it('stops the app before it installs, and lets the installer quit', async () => {
  installed();
  const { auto, asked } = autoDouble({ version: '1.3.0' });
  const { double } = await start({ isPackaged: true, environment: appImage, updater: auto });
  await updater().fetch();
  updater().install();
  await vi.waitFor(() => expect(asked).toEqual(['install true true']));
  expect(at.desk.isStopped).toBe(true);
  expect(double.happened.exitCode).toBeNull();
  const event = { isPrevented: false, preventDefault: () => Object.assign(event, { isPrevented: true }) };
  double.electron.app.emit('before-quit', event);
  expect(event.isPrevented).toBe(false);
});

it('starts this version again where the newer one cannot be installed', async () => {
  installed({ type: 'deb' });
  const { auto, asked, events } = autoDouble({ version: '1.3.0' });
  const { double } = await start({ isPackaged: true, updater: auto });
  updater().install();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  events.emit('error', new Error('the password was not given'));
  expect(double.happened.asked).toContain('starts again');
  expect(double.happened.exitCode).toBe(0);
});

it('is started at sign-in under its updated file name', async () => {
  installed();
  const { auto, events } = autoDouble({ version: '1.3.0' });
  const old = { APPIMAGE: '/home/anna/Orderbell-1.2.3-linux-x86_64.AppImage' };
  await start({ isPackaged: true, environment: old, updater: auto });
  at.host.atLogin?.set(true);
  await updater().fetch();
  events.emit('appimage-filename-updated', '/home/anna/Orderbell-1.3.0-linux-x86_64.AppImage');
  const entry = readFileSync(join(at.root, '.config/autostart/orderbell.desktop'), 'utf8');
  expect(entry).toContain('\nExec="/home/anna/Orderbell-1.3.0-linux-x86_64.AppImage"\n');
});

it('restarts an AppImage from its file, with its own flags', async () => {
  installed();
  const { auto, asked, events } = autoDouble({ version: '1.3.0' });
  const { double } = await start({
    isPackaged: true,
    environment: appImage,
    updater: auto,
    args: ['--sample-shop'],
  });
  updater().install();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  events.emit('error', new Error('EACCES: permission denied, unlink'));
  await vi.waitFor(() => expect(double.happened.exitCode).toBe(0));
  expect(double.happened.asked.slice(-2)).toEqual([
    'lets another start',
    expect.stringMatching(new RegExp(`^starts ${appImage.APPIMAGE} .*--sample-shop$`)),
  ]);
  // nothing is installed at quit while another one starts
  expect(auto.autoInstallOnAppQuit).toBe(false);
});

it('refuses before stopping when an AppImage’s folder is read-only', async () => {
  installed();
  const { auto, asked } = autoDouble({ version: '1.3.0' });
  const environment = { APPIMAGE: join(at.root, 'not there/Orderbell.AppImage') };
  const { double } = await start({ isPackaged: true, environment, updater: auto });
  expect(() => updater().install()).toThrow(/is in a read-only folder/);
  expect({ asked, isStopped: at.desk.isStopped, exitCode: double.happened.exitCode }).toEqual({
    asked: [],
    isStopped: false,
    exitCode: null,
  });
});

it.each(['linux', 'win32', 'darwin'])('does not restart into another ledger on %s', async (platform) => {
  installed({ source: 'provider: github\npublisherName:\n  - Orderbell\n' });
  const { auto, asked } = autoDouble({ version: '1.3.0' });
  const own = ['--data-dir', join(at.root, 'elsewhere')];
  await start({ isPackaged: true, platform, environment: appImage, updater: auto, own });
  expect(() => updater().install()).toThrow(/without the data directory or port/);
  expect({ asked, isStopped: at.desk.isStopped }).toEqual({ asked: [], isStopped: false });
});

it('restarts a deb with its data directory', async () => {
  installed({ type: 'deb' });
  const { auto, asked } = autoDouble({ version: '1.3.0' });
  await start({ isPackaged: true, updater: auto, own: ['--data-dir', join(at.root, 'elsewhere')] });
  updater().install();
  await vi.waitFor(() => expect(asked).toEqual(['install true true']));
});

it('restarts this version when the installation has not happened in time', async () => {
  installed();
  const { auto, asked, events } = autoDouble({ version: '1.3.0' });
  const { double, clock } = await start({ isPackaged: true, platform: 'darwin', updater: auto });
  updater().install();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await clock.advance(59_000);
  expect(double.happened.exitCode).toBeNull();
  await clock.advance(1_000);
  expect(double.happened.asked).toContain('starts again');
  expect(double.happened.exitCode).toBe(0);
  expect(events.listenerCount('error')).toBe(1);
});

describe('on macOS, where Squirrel verifies after the download', () => {
  async function looking(download: Promise<string[]> = Promise.resolve([])) {
    installed();
    const { auto, events } = autoDouble({ version: '1.3.0', downloadPromise: download });
    const { double, clock } = await start({ isPackaged: true, platform: 'darwin', updater: auto });
    const native = double.electron.autoUpdater;
    let outcome: unknown = 'waits';
    const done = updater()
      .fetch()
      .then(
        (version) => version,
        (error: unknown) => error,
      )
      .then((end) => {
        outcome = end;
      });
    await clock.advance(0);
    return { native, events, clock, done, outcome: () => outcome };
  }

  it('is a newer version here only once it is verified', async () => {
    const { native, done, outcome } = await looking();
    expect(outcome()).toBe('waits');
    native.emit('update-downloaded');
    await done;
    expect(outcome()).toBe('1.3.0');
    expect(native.eventNames()).toEqual([]);
  });

  it('is none here that Squirrel refuses', async () => {
    const { native, done, outcome } = await looking();
    native.emit('error', new Error('Code signature at URL did not pass validation'));
    await done;
    expect(outcome()).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/different signature/),
    });
    expect(native.eventNames()).toEqual([]);
  });

  it('ends the look also where it refuses before anybody else listens', async () => {
    const { native, done, outcome } = await looking(new Promise(() => {}));
    native.emit('error', new Error('Cannot update while running on a read-only volume'));
    await done;
    expect(outcome()).toMatchObject({
      kind: 'refused',
      fix: 'Move Orderbell to the Applications folder and start it from there',
    });
  });

  it('ends the look also where Squirrel says nothing', async () => {
    const { native, events, clock, done, outcome } = await looking(new Promise(() => {}));
    // a slow line may take its time
    await clock.advance(60 * 60_000);
    expect(outcome()).toBe('waits');
    events.emit('update-downloaded');
    await clock.advance(5 * 60_000);
    await done;
    expect(outcome()).toMatchObject({ kind: 'unreachable' });
    expect(native.eventNames()).toEqual([]);
  });
});
