import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import type { CommandName, Input, Output } from '../../src/shared/contract.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { printHash } from '../../src/shared/ticket/print-place.ts';
import type { TicketFormat } from '../../src/shared/ticket/printing.ts';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import { askInPage } from './support/in-page.ts';
import { sampleApp } from './support/sample-app.ts';

const settled = { timeout: 20_000, interval: 100 };

/** One PDF point in millimetres; Chromium rounds pages to whole points. */
const point = 25.4 / 72;

/** The size of each page in millimetres. */
function sizesOf(pdf: Buffer): readonly { readonly width: number; readonly height: number }[] {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g);
  return [...boxes].map(([, width, height]) => ({
    width: Number(width) * point,
    height: Number(height) * point,
  }));
}

describeInBrowser('a printed ticket', () => {
  let page: Page;
  let browser: Browser;
  let context: BrowserContext;
  sampleApp((ready) => {
    page = ready.page;
    browser = ready.browser;
    context = ready.page.context();
  });

  async function call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
    const { reply } = await askInPage(page, name, input, 'test');
    expect(reply.ok, JSON.stringify(reply)).toBe(true);
    return reply.value as Output<N>; // validated by the client
  }

  let made = 0;
  async function order(lines: number, title = 'Peony bouquet, pink'): Promise<OrderId> {
    made += 1;
    const { id } = await call('manual.create', {
      key: `4c0f7d6e-6f7e-4d56-9a51-${String(made).padStart(12, '0')}`,
      currency: 'UAH',
      items: Array.from({ length: lines }, (_, index) => ({
        title: `${title} ${index + 1}`,
        quantity: 1,
        unitPrice: '450.50',
      })),
      customer: {
        name: 'Олександра-Вікторія Короленко-Загоровська де Сен-Жермен Штрауб',
        phone: '+380671234567',
      },
      address: 'Київ, вул. Хорива, 12, кв. 8',
      note: 'Подзвоніть за пів години',
      paymentStatus: 'pending',
    });
    return id;
  }

  /** Opens an order; the previous one stays visible and has the keyboard until this one is loaded. */
  async function open(id: OrderId): Promise<void> {
    const { order: shown } = await call('orders.get', { id });
    await page.goto(`${new URL(page.url()).origin}/#/inbox/all?order=${encodeURIComponent(id)}`);
    const number = shown.content.number;
    await page
      .locator('#order-panel > :not([inert])')
      .getByRole('heading', { level: 2, name: number, exact: true })
      .waitFor();
  }

  /** Opens the print route directly. */
  async function printed(orders: readonly OrderId[], format: TicketFormat): Promise<Page> {
    const paper = await context.newPage();
    await paper.goto(`${new URL(page.url()).origin}/${printHash({ orders, format, printing: null })}`);
    await paper.waitForFunction(() => document.title.startsWith('ticket '));
    return paper;
  }
  async function pdfOf(orders: readonly OrderId[], format: TicketFormat) {
    const paper = await printed(orders, format);
    const pdf = await paper.pdf({ preferCSSPageSize: true, printBackground: true });
    await paper.close();
    return sizesOf(pdf);
  }

  it('is 80 mm wide and as long as the order, one page', async () => {
    const [short] = await pdfOf([await order(1)], '80mm');
    const long = await pdfOf([await order(36)], '80mm');
    expect(short?.width).toBeCloseTo(80, 0);
    expect(short?.height).toBeGreaterThan(81);
    expect(short?.height).toBeLessThan(180);
    expect(long).toHaveLength(1);
    expect(long[0]?.width).toBeCloseTo(80, 0);
    expect(long[0]?.height).toBeGreaterThan(300);
    expect((await pdfOf([await order(2)], '58mm'))[0]?.width).toBeCloseTo(58, 0);
  });

  it('fits its paper without clipped text or blank paper', async () => {
    const paper = await printed(
      [await order(36, 'Букет «Осінній сад у передгір’ї Карпат» з евкаліптом')],
      '80mm',
    );
    const [, height = '0'] = /x(\d+)$/.exec(await paper.title()) ?? [];
    const fit = await paper.evaluate(() => {
      const ticket = document.querySelector('article');
      return {
        pixels: ticket?.scrollHeight ?? 0,
        overflows: (ticket?.scrollWidth ?? 0) > (ticket?.clientWidth ?? 0),
      };
    });
    await paper.close();
    const content = (fit.pixels * 25.4) / 96;
    const left = Number(height) / 1000 - content;
    expect(fit.overflows).toBe(false);
    expect(left).toBeGreaterThan(3);
    expect(left).toBeLessThan(10);
  });

  it('fills as many A4 pages as it needs', async () => {
    const one = await pdfOf([await order(1)], 'a4');
    expect(one).toHaveLength(1);
    expect(one[0]?.width).toBeCloseTo(210, 0);
    expect(one[0]?.height).toBeCloseTo(297, 0);
    const many = await pdfOf([await order(36)], 'a4');
    expect(many.length).toBeGreaterThan(1);
    for (const { width } of many) expect(width).toBeCloseTo(210, 0);
  });

  it('is one document for selected orders, with a page per ticket', async () => {
    const ids: OrderId[] = [];
    for (const lines of [1, 36, 2, 1, 3]) ids.push(await order(lines));
    const roll = await pdfOf(ids, '80mm');
    expect(roll).toHaveLength(5);
    for (const { width } of roll) expect(width).toBeCloseTo(80, 0);
    expect(roll[1]?.height).toBeGreaterThan(2 * (roll[0]?.height ?? 0));
    expect((await pdfOf(ids, 'a4')).length).toBeGreaterThanOrEqual(6);
  });

  it.each(['light', 'dark'] as const)(
    'is black on white in the %s theme, without the app’s interface',
    async (colorScheme) => {
      const id = await order(2);
      const paper = await printed([id], '80mm');
      await paper.emulateMedia({ colorScheme, media: 'print' });
      expect(await paper.getByRole('navigation').count()).toBe(0);
      expect(await paper.locator('button, input, a').count()).toBe(0);
      const looks = await paper.evaluate(() => {
        const texts = [...document.querySelectorAll('article *')].filter((part) =>
          [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
        );
        const styles = texts.map((part) => getComputedStyle(part));
        return {
          colours: [...new Set(styles.map(({ color }) => color))],
          ground: getComputedStyle(document.querySelector('article') ?? document.body).backgroundColor,
          smallest: Math.min(...styles.map(({ fontSize }) => Number.parseFloat(fontSize))),
        };
      });
      expect(looks).toMatchObject({ colours: ['rgb(0, 0, 0)'], ground: 'rgb(255, 255, 255)' });
      // 9 points
      expect(looks.smallest).toBeGreaterThanOrEqual(12);
      expect(await barriers(paper)).toEqual([]);
      await paper.close();
    },
  );

  it('prints from the open order’s shortcut, and is recorded as printed', async () => {
    const id = await order(2);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      window.print = () =>
        void seen.push(document.querySelector('body > [aria-hidden] article')?.textContent ?? '');
    });
    await open(id);
    // the browser would print the surrounding page, also from a text field
    await page.getByPlaceholder('What should the next person know?').focus();
    await page.keyboard.press('Control+p');
    await page.getByText('Ticket sent to the printer').waitFor();
    const { order: first } = await call('orders.get', { id });
    expect(first.tickets).toMatchObject([{ copy: 1, why: 'asked', state: 'printed' }]);

    await page.getByRole('button', { name: 'Didn’t print?' }).click();
    await page.getByText('The ticket was not printed', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Print again' }).click();
    await vi.waitFor(async () => {
      const { order: again } = await call('orders.get', { id });
      expect(again.tickets).toMatchObject([{ state: 'failed' }, { copy: 1, state: 'printed' }]);
    }, settled);
    const seen = await page.evaluate(() => (window as unknown as { seen: readonly string[] }).seen); // set above
    expect(seen).toHaveLength(2);
    expect(seen[0]).toContain(first.content.number);
    expect(browser.isConnected()).toBe(true);
  });

  it('prints without the rest of the page', async () => {
    const id = await order(2);
    await open(id);
    await page.emulateMedia({ colorScheme: 'dark' });
    // the dialog stays open, so the print area and its paper size stay in the page
    await page.evaluate(() => {
      window.print = () => {
        const rules = [...document.adoptedStyleSheets];
        const copy = document.querySelector('body > [aria-hidden]')?.cloneNode(true);
        if (copy) document.body.append(copy);
        setTimeout(() => {
          document.adoptedStyleSheets = rules;
          document.body.dataset.printing = 'yes';
        }, 100);
      };
    });
    await page.keyboard.press('p');
    await page.locator('body[data-printing]').waitFor({ state: 'attached' });
    const pages = sizesOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(pages).toHaveLength(1);
    expect(pages[0]?.width).toBeCloseTo(80, 0);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    await page.emulateMedia({ media: null, colorScheme: null });
    await page.reload();
  });

  it('prints once when an order is taken here, and not after undo', async () => {
    const id = await order(1);
    // returned by the manager who had it
    await call('orders.setStatus', { id, status: 'new' });
    await call('printing.set', { onTake: true });
    await open(id);
    const panel = page.locator('#order-panel');
    await panel.getByRole('button', { name: 'Take' }).click();
    await panel.getByText(/printed \d\d:\d\d/).waitFor();
    await page.keyboard.press('Control+z');
    await panel.getByRole('button', { name: 'Take' }).click();
    await page.waitForFunction(() => document.querySelector('body > [aria-hidden] article') === null);
    const { order: taken } = await call('orders.get', { id });
    expect(taken.tickets).toMatchObject([{ copy: 1, why: 'taken', state: 'printed' }]);
    await call('printing.set', { onTake: false });
  });
});
