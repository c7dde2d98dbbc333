import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
// the preload's additions to the window
import type {} from '../../../src/renderer/lib/client/find-client.ts';
import { electronBinary, electronMissing, root } from './electron-missing.ts';

const run = promisify(execFile);

it.runIf(process.env.ORDERBELL_ELECTRON_MUST === '1')('has Electron where it must be tried', () => {
  expect(electronMissing).toBeNull();
});

describe.skipIf(electronMissing !== null)(
  `the desktop app in Electron itself${electronMissing ? ` (${electronMissing})` : ''}`,
  () => {
    let dataDir: string;
    let app: ElectronApplication;
    let page: Page;
    const args = () => [root, '--sample-shop', '--receiver-port', '0', '--data-dir', dataDir];
    const binary = electronBinary ?? '';

    beforeAll(async () => {
      dataDir = mkdtempSync(join(tmpdir(), 'orderbell-smoke-'));
      app = await _electron.launch({ executablePath: binary, args: args(), timeout: 60_000 });
      page = await app.firstWindow();
    }, 90_000);
    afterAll(async () => {
      // undefined when it never started
      await app?.close();
      rmSync(dataDir, { recursive: true, force: true });
    });

    it('shows its window, and an order of the sample shop arrives', async () => {
      expect(page.url()).toMatch(/^app:\/\/orderbell\//);
      await page.locator('[data-order]').first().waitFor({ timeout: 60_000 });
      const isVisible = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some((window) => window.isVisible()),
      );
      expect(isVisible).toBe(true);
    }, 90_000);

    it('reads a mail in its worker', async () => {
      await page.evaluate(() => window.orderbell?.call('sample.order', { path: 'mail-bloomdash' }));
      const choice = { view: 'all', text: '', only: { sources: ['mail:bloomdash'] }, offset: 0, limit: 1 };
      await vi.waitFor(
        async () => {
          const reply = await page.evaluate((input) => window.orderbell?.call('orders.list', input), choice);
          expect(reply).toMatchObject({ ok: true, value: { total: expect.toSatisfy((n: number) => n > 0) } });
        },
        { timeout: 30_000, interval: 250 },
      );
    }, 60_000);

    it('has every security guard enabled in Electron itself', async () => {
      const preferences = await app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        // missing in Electron's types, and the only way to read the effective preferences
        const contents = window?.webContents as unknown as { getLastWebPreferences(): object } | undefined;
        return contents?.getLastWebPreferences();
      });
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
      });
      expect(
        await page.evaluate(() => [typeof globalThis.process, Object.keys(window.orderbell ?? {})]),
      ).toEqual(['undefined', ['call', 'on']]);
    });

    it('never leaves its page', async () => {
      const before = page.url();
      const prevented = app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return new Promise<boolean>((resolve) => {
          contents?.once('will-frame-navigate', (event) => resolve(event.defaultPrevented));
        });
      });
      // an earlier event may arrive late; this answer comes after it
      await app.evaluate(() => {});
      await page.evaluate(() => {
        location.href = 'https://evil.example/';
      });
      expect(await prevented).toBe(true);
      await page.evaluate(() => void window.open('file:///etc/passwd'));
      expect(page.url()).toBe(before);
      expect(app.windows()).toHaveLength(1);
    });

    it('hides when closed, and a second start shows the same instance', async () => {
      const isVisible = () =>
        app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((window) => window.isVisible()),
        );
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      expect(await isVisible()).toEqual([false]);
      // the second instance exits at once with success
      await run(binary, args(), { timeout: 30_000 });
      await vi.waitFor(async () => expect(await isVisible()).toEqual([true]), { timeout: 10_000 });
    }, 60_000);

    // other systems have no badge count, or none that can be read
    it.runIf(process.platform === 'darwin')('shows the number of untaken orders on the dock', async () => {
      const choice = { view: 'new', text: '', offset: 0, limit: 1 };
      await vi.waitFor(
        async () => {
          const reply = await page.evaluate((input) => window.orderbell?.call('orders.list', input), choice);
          const total = await app.evaluate(({ app }) => app.getBadgeCount());
          expect(total).toBeGreaterThan(0);
          expect(reply).toMatchObject({ ok: true, value: { total } });
        },
        { timeout: 10_000, interval: 250 },
      );
    });
  },
);
