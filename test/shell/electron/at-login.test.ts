import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { electronDesk } from './electron-desk.ts';

const { state: at, start } = electronDesk();
const file = () => join(at.root, '.config/autostart/orderbell.desktop');

it('is off until somebody switches it on', async () => {
  await start({ isPackaged: true });
  expect(at.host.atLogin?.read()).toBe(false);
  expect(existsSync(file())).toBe(false);
});

it('stands in the folder that every desktop of Linux starts, and goes from there', async () => {
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

it.each(['win32', 'darwin'])('is the system’s own setting on %s', async (platform) => {
  const { double } = await start({ isPackaged: true, platform });
  at.host.atLogin?.set(true);
  expect(double.happened.opensAtLogin).toBe(true);
  expect(at.host.atLogin?.read()).toBe(true);
});

it('is not there in the project’s folder, which is no app', async () => {
  await start();
  expect(at.host.atLogin).toBeNull();
});
