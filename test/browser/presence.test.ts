import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { RunningApp } from './support/app.ts';
import { describeInBrowser } from './support/browser.ts';
import { cliOrders } from './support/cli-orders.ts';
import { askInPage, goTo } from './support/in-page.ts';
import { sampleApp } from './support/sample-app.ts';

const lineSchema = z.looseObject({ number: z.string(), status: z.string(), address: z.string().optional() });
const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const id = `manual:${key}`;
const form = {
  key,
  currency: 'UAH',
  items: [{ title: 'Peonies', quantity: 3, unitPrice: '100' }],
  customer: { name: 'Olena Koval', phone: '+380671112233' },
  address: 'Sadova 5',
  paymentStatus: 'pending',
  paymentMethod: 'bank-transfer',
};
const settled = { timeout: 30_000, interval: 250 };

const ask = async (page: Page, name: string, input: unknown) => (await askInPage(page, name, input)).reply;

describeInBrowser('one manager with two windows', () => {
  let app: RunningApp;
  let first: Page;
  let second: Page;
  sampleApp((ready) => {
    app = ready;
    first = ready.page;
  });

  const order = () => cliOrders(app.dataDir, lineSchema, '--source', 'manual')[0];
  const address = () => order()?.address;
  const shown = (page: Page) => page.getByRole('heading', { name: order()?.number ?? '', exact: true });
  const edit = `#/manual-order/edit/${encodeURIComponent(id)}`;

  it('has no edit lock between the two windows', async () => {
    await first.getByRole('region', { name: 'Inbox' }).waitFor();
    expect(await ask(first, 'manual.create', form)).toMatchObject({ ok: true });
    second = await first.context().newPage();
    await second.goto(new URL(first.url()).origin);
    await goTo(first, edit);
    await first.getByRole('textbox', { name: 'Address' }).fill('Stara 9');
    await goTo(second, `#/inbox/all?order=${encodeURIComponent(id)}`);
    const note = second.getByRole('textbox', { name: 'Add a note' });
    await note.fill('Ring twice');
    await second.getByRole('button', { name: 'Save note' }).click();
    await second.getByText('wrote: Ring twice').waitFor();
    await second.getByRole('button', { name: /Start preparing/ }).waitFor();
    for (const page of [first, second]) {
      expect(await page.getByText(/is editing|is looking|took over/).count()).toBe(0);
    }
    expect(await ask(second, 'presence.list', undefined)).toEqual({ ok: true, value: [] });
  });

  it('is asked before a save overwrites a save of the other window', async () => {
    await goTo(second, edit);
    await second.getByRole('textbox', { name: 'Address' }).fill('Nova 1');
    await second.keyboard.press('Control+Enter');
    await shown(second).waitFor();
    await vi.waitFor(() => expect(address()).toBe('Nova 1'), settled);

    await first.getByRole('textbox', { name: 'Address' }).focus();
    await first.keyboard.press('Control+Enter');
    const warning = first.getByRole('alert', { name: /was changed in the meantime/ });
    await warning.waitFor();
    expect(await warning.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/Sadova 5 → Nova 1\s+yours: Stara 9; this would be overwritten/),
    ]);
    const { violations } = await new AxeBuilder({ page: first }).analyze();
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ target }) => target)])).toEqual([]);
    expect(address()).toBe('Nova 1');
    await warning.getByRole('button', { name: 'Save and overwrite 1 change' }).click();
    await shown(first).waitFor();
    await vi.waitFor(() => expect(address()).toBe('Stara 9'), settled);
    await second.close();
  });
});
