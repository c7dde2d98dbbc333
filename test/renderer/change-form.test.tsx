// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChangeForm } from '../../src/renderer/features/custom-order/change-form.tsx';
import type { AppEvent, Bridge } from '../../src/shared/contract.ts';
import type { DraftOrderForm } from '../../src/shared/forms.ts';
import { draftOrderFormSchema } from '../../src/shared/forms.ts';
import { draftIdSchema } from '../../src/shared/ids.ts';
import type { DraftDetail, DraftRow } from '../../src/shared/views.ts';
import { draftRow } from '../support/drafts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const id = draftIdSchema.parse('d1');
const newer = { ...draftRow(), id: draftIdSchema.parse('d2') };
const form = draftOrderFormSchema.parse({
  key: crypto.randomUUID(),
  currency: 'UAH',
  items: [{ title: 'Peony', quantity: 1, unitPrice: '100.00' }],
  customer: {},
});
const replaceSchema = z.object({ form: z.object({ key: z.string() }) });

/** A desk with one link that is out; its answer to a change waits until it is given. */
function desk(
  parts: Partial<DraftRow> = {},
  customer: DraftOrderForm['customer'] = {},
  items: DraftOrderForm['items'] = form.items,
) {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const listeners = new Set<(event: AppEvent) => void>();
  let isReplaced = false;
  let asked = 0;
  let begun = '';
  let sent = '';
  let answer: (value: { readonly ok: boolean; readonly [name: string]: unknown }) => void = () => {};
  const detail = (): DraftDetail => ({
    draft: draftRow({ state: isReplaced ? 'cancelled' : 'sent', ...parts }),
    timeline: [],
    form: { ...form, customer, items },
    suggestion: { text: '', subject: '', email: '' },
    person: null,
    replaces: null,
    replacedBy: null,
  });
  const bridge: Bridge = {
    async call(name, input) {
      if (name === 'drafts.get' && JSON.stringify(input).includes(begun) && begun !== '') {
        return { ok: true, value: { ...detail(), draft: draftRow({ state: 'failed' }) } };
      }
      if (name === 'drafts.get') {
        asked += 1;
        return { ok: true, value: detail() };
      }
      if (name !== 'drafts.replace') return fake.bridge.call(name, input);
      sent = replaceSchema.parse(input).form.key;
      return new Promise((resolve) => {
        answer = (value) => resolve(value as never); // the test's own answers
      });
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    bridge,
    /** What the change did comes before its answer. */
    async replace(): Promise<void> {
      isReplaced = true;
      const before = asked;
      for (const listener of listeners) listener({ kind: 'drafts-changed', ids: [id] });
      await waitFor(() => expect(asked).toBeGreaterThan(before));
      await act(() => new Promise((resolve) => setImmediate(resolve))); // it is on the page
    },
    /** What was to take its place is in the ledger, refused. */
    fail: (): string => (begun = sent),
    answer: (value: Parameters<typeof answer>[0]) => answer(value),
  };
}

let end = (): void => {};
const replace = () => screen.findByRole('button', { name: /^Replace/ });
async function open(shop: ReturnType<typeof desk>): Promise<void> {
  window.location.hash = '#/custom-order?replaces=d1';
  const page = makeWindow(shop.bridge);
  end = page.stores.start();
  await waitFor(() => expect(page.stores.app.getState().state).toBe('ready'));
  render(page.around(<ChangeForm id={id} replaces />));
  await replace();
}
afterEach(() => {
  cleanup();
  end();
});

it('warns with both totals when the draft order was changed in Shopify, which the form knows nothing of', async () => {
  await open(desk({ changesThere: 1, total: { minor: 12_000, currency: 'UAH' } }));
  const warning = screen.getByText(/^#D1 was changed in Shopify/).textContent;
  expect(warning).toContain('₴120 ');
  expect(warning).toContain('₴100.');
  cleanup();
  end();
  await open(desk());
  expect(screen.queryByText(/was changed in Shopify/)).toBeNull();
});

it('says of a customer chosen from Shopify what is known alone: how many orders they have made is not', async () => {
  await open(desk({}, { name: 'Olena', shopifyId: 'gid://shopify/Customer/1' }));
  const chosen = screen.getByText(/goes to this customer in Shopify/).textContent;
  expect(chosen).toBe('Olena · goes to this customer in Shopify');
});

it('says nothing of the price in the shop of a product, which a form opened again does not know', async () => {
  const items = [{ title: 'Peony', quantity: 1, unitPrice: '100', variantId: 'v1', sku: 'P-1' }];
  await open(desk({}, {}, items));
  expect(screen.getByText('P-1').textContent).toBe('P-1');
});

describe('a change that was sent', () => {
  let shop: ReturnType<typeof desk>;
  beforeEach(async () => {
    shop = desk();
    await open(shop);
    (await replace()).click();
    await waitFor(async () => expect(await replace()).toHaveProperty('disabled', true));
  });

  it('leads to the new link, though the old one is known to be gone before the answer comes', async () => {
    await shop.replace();
    shop.answer({ ok: true, value: newer });
    await waitFor(() => expect(window.location.hash).toContain('draft=d2'));
  });

  it('leads to what was begun in its place, with the reason, when that was refused and the old link is gone', async () => {
    await shop.replace();
    const key = shop.fail();
    shop.answer({ ok: false, error: { kind: 'bad-input', message: 'Shopify: no', field: 'customer.email' } });
    await waitFor(() => expect(window.location.hash).toContain(`draft=${key}`));
  });

  it('says that nothing can be changed any more when the change was refused and the old link is gone', async () => {
    await shop.replace();
    shop.answer({ ok: false, error: { kind: 'refused', message: 'it is paid' } });
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(window.location.hash).toContain('replaces=d1');
  });
});
