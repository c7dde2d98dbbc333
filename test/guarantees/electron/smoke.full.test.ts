import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
// what the preload puts on the window
import type {} from '../../../src/renderer/client/find-client.ts';
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
      // absent when it never started
      await app?.close();
      rmSync(dataDir, { recursive: true, force: true });
    });

    it('shows its window, and an order of the sample shop arrives in it', async () => {
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

    it('has every guard on, as Electron itself has it', async () => {
      const preferences = await app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        // not among Electron's types, and the only way to see what it made of ours
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

    it('leaves its page for nobody', async () => {
      const before = page.url();
      const prevented = app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return new Promise<boolean>((resolve) => {
          contents?.once('will-frame-navigate', (event) => resolve(event.defaultPrevented));
        });
      });
      // what it waits for may come only once it listens: this is answered after that
      await app.evaluate(() => {});
      await page.evaluate(() => {
        location.href = 'https://evil.example/';
      });
      expect(await prevented).toBe(true);
      await page.evaluate(() => void window.open('file:///etc/passwd'));
      expect(page.url()).toBe(before);
      expect(app.windows()).toHaveLength(1);
    });

    it('hides when it is closed, and comes back when it is started again: there is one of it', async () => {
      const isVisible = () =>
        app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((window) => window.isVisible()),
        );
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      expect(await isVisible()).toEqual([false]);
      // the second one ends at once, and well
      await run(binary, args(), { timeout: 30_000 });
      await vi.waitFor(async () => expect(await isVisible()).toEqual([true]), { timeout: 10_000 });
    }, 60_000);

    // elsewhere Electron has no number to show, or none that it tells
    it.runIf(process.platform === 'darwin')(
      'shows on the dock how many orders nobody has taken',
      async () => {
        const choice = { view: 'new', text: '', offset: 0, limit: 1 };
        await vi.waitFor(
          async () => {
            const reply = await page.evaluate(
              (input) => window.orderbell?.call('orders.list', input),
              choice,
            );
            const total = await app.evaluate(({ app }) => app.getBadgeCount());
            expect(total).toBeGreaterThan(0);
            expect(reply).toMatchObject({ ok: true, value: { total } });
          },
          { timeout: 10_000, interval: 250 },
        );
      },
    );
  },
);
