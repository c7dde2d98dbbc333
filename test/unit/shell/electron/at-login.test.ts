import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAtLogin } from '../../../../src/main/shell/electron/at-login.ts';
import type { Electron } from '../../../../src/main/shell/electron/electron.ts';
import { quietLog } from '../../../support/log.ts';
import type { ElectronDouble } from '../electron-double.ts';
import { programFile, wordsOf } from '../login-items.ts';
import { electronDesk } from './electron-desk.ts';

const { state: at, start: startWith } = electronDesk();
/** With no flag that would have to last, unless a test gives one. */
const start = (options: Parameters<typeof startWith>[0] = {}) =>
  startWith({ own: [], ...options, environment: { ORDERBELL_DATA_DIR: '', ...options.environment } });
const file = () => join(at.root, '.config/autostart/orderbell.desktop');

it('is off until switched on', async () => {
  await start({ isPackaged: true });
  expect(at.host.atLogin?.read()).toBe(false);
  expect(existsSync(file())).toBe(false);
});

it('is in the autostart folder of Linux, and is removed from it', async () => {
  await start({ isPackaged: true, environment: { APPIMAGE: '/home/a $b/100%/Order"bell.AppImage' } });
  at.host.atLogin?.set(true);
  expect(at.host.atLogin?.read()).toBe(true);
  expect(readFileSync(file(), 'utf8')).toMatch(
    /^\[Desktop Entry\]\nType=Application\nName=Orderbell\nExec="\/home\/a \\\\\$b\/100%%\/Order\\\\"bell\.AppImage"\n/,
  );
  at.host.atLogin?.set(false);
  at.host.atLogin?.set(false);
  expect(existsSync(file())).toBe(false);
});

const appImage = (version: string) => ({
  APPIMAGE: `/home/anna/Orderbell-${version}-linux-x86_64.AppImage`,
});

it('names the running version’s file, and keeps added lines', async () => {
  await start({ isPackaged: true, environment: appImage('1.2.3') });
  at.host.atLogin?.set(true);
  writeFileSync(file(), `${readFileSync(file(), 'utf8')}X-GNOME-Autostart-Delay=20\n`);
  await start({ isPackaged: true, environment: appImage('1.3.0') });
  expect(readFileSync(file(), 'utf8')).toMatch(
    /\nExec="\/home\/anna\/Orderbell-1\.3\.0-linux-x86_64\.AppImage"\n.*\nX-GNOME-Autostart-Delay=20\n$/s,
  );
});

it('stays off when another version starts', async () => {
  await start({ isPackaged: true, environment: appImage('1.2.3') });
  await start({ isPackaged: true, environment: appImage('1.3.0') });
  expect(existsSync(file())).toBe(false);
});

it('keeps the app from nothing where its entry cannot be read', async () => {
  mkdirSync(file(), { recursive: true });
  const { double, log } = await start({ isPackaged: true, environment: appImage('1.3.0') });
  expect(double.window).not.toBeNull();
  expect(log.lines.map(({ message }) => message).join()).toContain('at sign-in could not be brought up');
});

const elsewhere = () => join(at.root, 'a $hop 100%');

it('starts with the same folder and port, without the sample shop', async () => {
  const own = ['--data-dir', elsewhere(), '--receiver-port=0', '--sample-shop'];
  await start({ isPackaged: true, environment: appImage('1.2.3'), own });
  at.host.atLogin?.set(true);
  const written = readFileSync(file(), 'utf8');
  expect(written).toContain(
    `-1.2.3-linux-x86_64.AppImage" "--data-dir=${at.root}/a \\\\$hop 100%%" "--receiver-port=0"\n`,
  );
  // started by hand in the meantime, and another version
  await start({ isPackaged: true, environment: appImage('1.3.0') });
  expect(readFileSync(file(), 'utf8')).toBe(written.replace('-1.2.3-', '-1.3.0-'));
});

/** The flags an app gets that Windows starts at sign-in. */
const startedWith = ({ happened }: ElectronDouble): readonly string[] =>
  wordsOf(happened.atLogin.line ?? '').slice(1);

it('starts with them on Windows, and reports a manual start correctly', async () => {
  const { double } = await start({
    isPackaged: true,
    platform: 'win32',
    environment: { ORDERBELL_DATA_DIR: elsewhere() },
  });
  at.host.atLogin?.set(true);
  expect(startedWith(double)).toEqual([`--data-dir=${elsewhere()}`]);
  expect(at.host.atLogin?.read()).toBe(true);
});

it.each(['D:\\shop', 'D:\\my shop\\', 'D:\\'])(
  'finds the folder %s of Windows at sign-in',
  async (folder) => {
    const { double } = await start({ isPackaged: true, platform: 'win32' });
    createAtLogin({
      electron: double.electron as unknown as Electron, // the part of Electron that is used, as the double has it
      machine: { platform: 'win32', home: at.root, environment: {} },
      flags: [`--data-dir=${folder}`, '--receiver-port=7712'],
      log: quietLog(),
    })?.set(true);
    expect(startedWith(double)).toEqual([`--data-dir=${folder}`, '--receiver-port=7712']);
  },
);

/** An earlier version's value: each argument in quotes, which Electron quoted once more. */
const quotedTwice = ['"--data-dir=D:\\my shop\\\\"', '"--receiver-port=7712"'];

it.each([true, false])(
  'corrects an earlier version’s login item at start (switched on there: %s)',
  async (enabled) => {
    const { double } = await start({
      isPackaged: true,
      platform: 'win32',
      mistake: ({ app }) => app.setLoginItemSettings({ openAtLogin: true, args: quotedTwice, enabled }),
    });
    expect(startedWith(double)).toEqual(['--data-dir=D:\\my shop\\', '--receiver-port=7712']);
    expect(at.host.atLogin?.read()).toBe(enabled);
  },
);

it('keeps the login item when started by hand with other flags', async () => {
  const args = ['--data-dir=D:\\my shop'];
  const { double } = await start({
    isPackaged: true,
    platform: 'win32',
    mistake: ({ app }) => app.setLoginItemSettings({ openAtLogin: true, args }),
  });
  expect(startedWith(double)).toEqual(args);
});

it('is not offered on macOS with a custom folder', async () => {
  await start({ isPackaged: true, platform: 'darwin', own: ['--data-dir', elsewhere()] });
  expect(at.host.atLogin).toBeNull();
});

it('is off where Windows’ own list of what starts has it off', async () => {
  const { double } = await start({ isPackaged: true, platform: 'win32' });
  at.host.atLogin?.set(true);
  double.happened.atLogin.isAllowed = false;
  expect(at.host.atLogin?.read()).toBe(false);
  double.happened.atLogin.isAllowed = true;
  expect(at.host.atLogin?.read()).toBe(true);
});

it.each(['win32', 'darwin'])('is the system’s own setting on %s', async (platform) => {
  const { double } = await start({ isPackaged: true, platform });
  at.host.atLogin?.set(true);
  expect(wordsOf(double.happened.atLogin.line ?? '')).toEqual([programFile]);
  expect(at.host.atLogin?.read()).toBe(true);
  at.host.atLogin?.set(false);
  expect(double.happened.atLogin.line).toBeNull();
  expect(at.host.atLogin?.read()).toBe(false);
});

it('is not there in the project’s folder, which is no app', async () => {
  await start();
  expect(at.host.atLogin).toBeNull();
});
