import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { fiveTimes, report } from './support/figures.ts';
import { addLine, openFreshForm } from './support/forms.ts';
import { hold } from './support/hold.ts';
import { typed, untilShown } from './support/in-page.ts';

/** The accessible description of a field. */
const described = (field: Locator): Promise<string> =>
  field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );

describeInBrowser('a form error', () => {
  const ux = openUx({ services: 'down' });

  it('appears beside its field on blur, and is its accessible description', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    const email = page.getByRole('textbox', { name: 'E-mail' }).first();
    await email.fill('olena at example');
    await email.blur();
    await expect.poll(() => email.getAttribute('aria-invalid')).toBe('true');
    expect(await described(email)).not.toBe('');
    expect(await email.inputValue()).toBe('olena at example');
  });

  it('takes the focus on submit, and keeps all typed text', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    await addLine(page, 'Peonies', 'many');
    await page.getByRole('textbox', { name: 'Address' }).first().fill('Kyiv, Podil');
    await page.keyboard.press('Control+Enter');
    const price = page.getByRole('textbox', { name: 'Unit price of Peonies' });
    await expect.poll(() => price.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await described(price)).not.toBe('');
    expect(await price.inputValue()).toBe('many');
    expect(await page.getByRole('textbox', { name: 'Address' }).first().inputValue()).toBe('Kyiv, Podil');
  });

  it('is shown at its field also when the server reports it', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    await addLine(page, 'Peonies', '450');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Olena');
    const held = await hold(page, 'manual.create', () => ({
      fail: { kind: 'bad-input', message: 'no such phone in this country', field: 'customer.phone' },
    }));
    await page.keyboard.press('Control+Enter');
    const phone = page.getByRole('textbox', { name: 'Phone', exact: true });
    await expect.poll(() => described(phone)).toContain('no such phone in this country');
    await expect.poll(() => phone.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Olena');
    await held.letGo();
  });
});

describeInBrowser('amounts and phones', () => {
  const ux = openUx({ services: 'none' });

  it('accept comma or point, and a phone is shown normalised', async () => {
    const { page } = ux;
    for (const written of ['12,50', '12.50']) {
      await openFreshForm(ux, '#/manual-order');
      await addLine(page, 'Card', written);
      await page.getByRole('textbox', { name: /^Quantity of/ }).fill('2');
      await expect.poll(async () => await page.locator('form').textContent()).toMatch(/Total₴25Create/);
    }
    const phone = page.getByRole('textbox', { name: 'Phone', exact: true });
    // this shop has no country, so a phone needs a country code
    await phone.fill('+38 (067) 123-45-67');
    await phone.blur();
    await expect.poll(() => described(phone)).toContain('+380671234567');
  });

  it('sum up while typing, including line and order discounts', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    await addLine(page, 'Peonies', '333,33');
    await page.getByRole('textbox', { name: /^Quantity of/ }).fill('3');
    await page.keyboard.press('%'); // a percentage discount of the line
    await page.locator('[data-path$=".discount"]').first().fill('33,33');
    await page.locator('[data-path="discount"]').first().fill('99,99');
    await page.getByRole('textbox', { name: 'Delivery price' }).fill('50');
    const field = '[data-path="items.0.unitPrice"]';
    expect(await page.locator(field).count()).toBe(1);
    const side = `document.querySelector('main form').innerText.replaceAll(/\\s/g, '')`;
    // three of them minus 33.33 %, cut to the kopiyka like Shopify, minus 99.99, plus 50 for delivery
    const prices = ['400', '512,37', '99,01', '1000,05', '333,33'];
    report(
      18,
      'totals follow',
      await fiveTimes((run) => {
        const kopiykas = Math.round(Number((prices[run] ?? '').replace(',', '.')) * 100);
        const lines = 3 * kopiykas;
        const minor = lines - Math.floor((lines * 3_333) / 10_000) - 9_999 + 5_000;
        const digits = minor % 100 === 0 ? 0 : 2;
        const shown = new Intl.NumberFormat('en', {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(minor / 100);
        return untilShown(
          page,
          typed(field, prices[run] ?? ''),
          `${side}.includes(${JSON.stringify(shown)})`,
        );
      }),
    );
  });
});
