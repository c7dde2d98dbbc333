// How the built app's inbox feels in Chromium on a large ledger: `node bench/inbox.ts [orders]`, after a build.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { startApp } from '../browser/support/app.ts';
import { shareOf } from '../support/steady-load.ts';
import { reach } from './goals.ts';
import { fillDataDir, first, last, of, random } from './large-ledger.ts';
import { deliverOrder, webhookShop } from './webhook-shop.ts';

const total = Number(process.argv[2] ?? 100_000);
const times = Number(process.argv[3] ?? 30);
const executablePath = process.env.ORDERBELL_TEST_CHROMIUM ?? '/usr/bin/chromium';
const dataDir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));

function show(what: string, taken: readonly number[], budget: number): void {
  const figures = [...[0.5, 0.95, 1].map((share) => shareOf(taken, share)), budget];
  console.log(`${what.padEnd(34)}${figures.map((ms) => ms.toFixed(0).padStart(8)).join('')}`);
}

async function several(count: number, work: () => Promise<number>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let time = 0; time < count; time += 1) taken.push(await work());
  return taken;
}

/** Until rows with words are painted. @returns ms since the page began to load */
const firstRows = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (document.querySelector('[data-order]') === null) await frame();
    await frame();
    return performance.now();
  });

/** Until no row on screen is a ghost. */
const jumpTo = (page: Page, share: number): Promise<number> =>
  page.evaluate(async (to) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const list = document.getElementById('order-list');
    if (list === null) throw new Error('there is no list');
    const start = performance.now();
    list.scrollTop = (list.scrollHeight - list.clientHeight) * to;
    await frame();
    const isFilled = (): boolean => {
      const { top, bottom } = list.getBoundingClientRect();
      const rows = [...list.querySelectorAll('[role=option]')].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      });
      return rows.length > 5 && rows.every((row) => row.hasAttribute('data-order'));
    };
    while (!isFilled()) await frame();
    return performance.now() - start;
  }, share);

/** Until the frame in which the cursor has moved. */
const pressDown = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    const chosen = () => document.querySelector('[aria-selected=true]')?.getAttribute('data-order');
    const before = chosen();
    const start = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true }));
    do await frame();
    while (chosen() === before);
    return performance.now() - start;
  });

/** From the last key until the answer to it is on screen. */
async function search(page: Page, text: string): Promise<number> {
  await page.getByRole('searchbox').fill('');
  await page.waitForFunction(() => !location.hash.includes('q='));
  return page.evaluate(async (typed) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const input = document.querySelector<HTMLInputElement>('input[type=search]');
    const found = () => document.querySelector('main [role=status]')?.textContent;
    if (input === null) throw new Error('there is no search');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = found();
    const start = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, typed);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    while (found() === before) await frame();
    return performance.now() - start;
  }, text);
}

let delivered = 0;
/** From when its webhook is answered, it being on the disk, until the frame that shows its row; none where that came first. */
async function paint(page: Page, receiver: string): Promise<number> {
  delivered += 1;
  const id = 7_100_000_000_000 + delivered;
  const shown = page.evaluate(async (number) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (document.querySelector('#order-list')?.textContent?.includes(number) !== true) await frame();
    return performance.timeOrigin + performance.now();
  }, `#${id}`);
  await deliverOrder(receiver, id);
  const stored = performance.timeOrigin + performance.now();
  return Math.max(0, (await shown) - stored);
}

try {
  fillDataDir(dataDir, total);

  const app = await startApp({ dataDir, env: webhookShop });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(app.ui);
    const all = `${new URL(app.ui).origin}/#/inbox/all`;

    console.log(`${total} orders${' '.repeat(24)}     p50     p95   worst  budget`);
    const starts = await several(5, async () => {
      await page.goto('about:blank');
      await page.goto(all);
      return firstRows(page);
    });
    show('first rows after navigation', starts, 1500);
    show('jump anywhere', await several(times, () => jumpTo(page, random(1000) / 1000)), 100);
    await jumpTo(page, 0);
    show('key to the next row', await several(times * 4, () => pressDown(page)), 50);
    const searches = await several(times, () => search(page, `${of(first)} ${of(last).slice(0, 5)}`));
    show('search to its rows', searches, 150);
    await page.goto('about:blank');
    await page.goto(all);
    await firstRows(page);
    // a page stays open for hours: the first orders load and compile what those after them find
    await several(5, () => paint(page, app.receiver));
    const painted = await several(times, () => paint(page, app.receiver));
    show('order in the ledger to its row', painted, 100);
    reach(9, 'order in the ledger → on screen, p95', shareOf(painted, 0.95));
    const rows = await page.locator('#order-list [role=option]').count();
    console.log(`row nodes ${rows} (budget 80)`);
  } finally {
    await browser.close();
    await app.stop();
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
