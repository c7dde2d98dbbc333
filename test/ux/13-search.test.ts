import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { fiveTimes, report } from './support/figures.ts';
import { hold } from './support/hold.ts';
import { typed, untilShown } from './support/in-page.ts';

const field = 'input[type=search]';

describeInBrowser('the search in 100,000 orders', () => {
  const ux = openUx({ services: 'down' });

  const search = async (text: string): Promise<void> => {
    await ux.page.locator(field).fill(text);
    const asked = new URLSearchParams({ q: text.trim() }).toString();
    await ux.page.waitForFunction((q) => location.hash.includes(q), asked);
  };
  /** The visible orders after the answer to the latest search. */
  const numbers = (): Promise<readonly string[]> =>
    ux.page
      .locator('#order-list [data-order]')
      .evaluateAll((rows) => rows.map((row) => row.textContent ?? ''));

  it('finds by number, name, phone, e-mail, product and tracking number', async () => {
    const { page } = ux;
    const number = await ux.orderComes({
      email: 'solomiia.vereshchaka@mail.example',
      customer: {
        id: 7_100_000_000_777,
        first_name: 'Solomiia',
        last_name: 'Vereshchaka',
        phone: '+380671239988',
      },
      line_items: [{ title: 'Xerophyte terrarium', quantity: 1, price: '1160.50', properties: [] }],
      fulfillments: [
        {
          status: 'success',
          tracking_company: 'Nova Poshta',
          tracking_number: '20450999888777',
          tracking_numbers: ['20450999888777'],
        },
      ],
    });
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    const ways = [
      number,
      number.replace('#', ''),
      'Vereshchaka',
      'solomiia ver',
      '067 123 99 88',
      '0671239988',
      '+38 (067) 123-99-88',
      '380671239988',
      '123 99 88',
      'solomiia.vereshchaka@mail.example',
      'xerophyte',
      '20450999888777',
      '2045 0999 8887 77',
    ];
    for (const text of ways) {
      await search(text);
      await expect
        .poll(numbers, { message: text, timeout: 5_000 })
        .toEqual([expect.stringContaining(number)]);
    }
  });

  it('shows its first results shortly after the last key', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    const texts = ['Шевчук', 'Julia Sm', '0670001', 'Peony', 'DS-3'];
    const found = 'document.querySelector("main [role=status]")?.textContent';
    report(
      13,
      'first results',
      await fiveTimes(async (run) => {
        await page.locator(field).fill('');
        await page.waitForFunction(() => !location.hash.includes('q='));
        await page.waitForTimeout(600);
        const before = JSON.stringify(await page.evaluate<string>(found));
        return untilShown(page, typed(field, texts[run] ?? ''), `${found} !== ${before}`);
      }),
    );
  });

  it('highlights the match', async () => {
    await ux.load('#/inbox/all');
    await ux.page.locator('[data-order]').first().waitFor();
    await search('julia');
    const marks = ux.page.locator('#order-list mark');
    await marks.first().waitFor({ timeout: 5_000 });
    expect((await marks.first().textContent())?.toLowerCase()).toBe('julia');
  });

  it('never shows an older answer over a newer one', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    const first = await ux.call('orders.list', { view: 'all', text: 'peony', offset: 0, limit: 1 });
    const second = await ux.call('orders.list', { view: 'all', text: 'peony вовк', offset: 0, limit: 1 });
    expect(second.total).not.toBe(first.total);
    // earlier requests get later answers
    const held = await hold(page, 'orders.list', ({ nth }) => ({ answerAfter: nth === 1 ? 2_000 : 50 }));
    await search('peony');
    await expect.poll(held.count).toBe(1);
    await search('peony вовк');
    const count = page.locator('main [role=status]').first();
    await expect
      .poll(() => count.textContent(), { timeout: 8_000 })
      .toMatch(new RegExp(`^${second.total}\\b`));
    await page.waitForTimeout(2_500);
    expect(await count.textContent()).toMatch(new RegExp(`^${second.total}\\b`));
    await held.letGo();
  });
});
