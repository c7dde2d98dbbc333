import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChangeForm } from '../../../src/renderer/features/payment-links/form/change-form.tsx';
import type { AppEvent, Bridge } from '../../../src/shared/contract.ts';
import type { DraftOrderForm } from '../../../src/shared/forms.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import type { DraftDetail, DraftRow } from '../../../src/shared/views.ts';
import { draftRow } from '../../support/drafts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
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

/** An app with one sent link; its answer to a change waits until the test gives it. */
function setUp(
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
    /** Paid, or gone, in the background. */
    close(): void {
      isReplaced = true;
    },
    /** The event of the change comes before its answer. */
    async replace(): Promise<void> {
      isReplaced = true;
      const before = asked;
      for (const listener of listeners) listener({ kind: 'drafts-changed', ids: [id] });
      await waitFor(() => expect(asked).toBeGreaterThan(before));
      await act(() => new Promise((resolve) => setImmediate(resolve))); // the page shows it
    },
    /** The refused replacement is in the ledger. */
    fail: (): string => (begun = sent),
    answer: (value: Parameters<typeof answer>[0]) => answer(value),
  };
}

let end = (): void => {};
const replace = () => screen.findByRole('button', { name: /^Replace/ });
async function open(shop: ReturnType<typeof setUp>) {
  window.location.hash = '#/custom-order?replaces=d1';
  const page = makeWindow(shop.bridge);
  end = page.stores.start();
  await waitFor(() => expect(page.stores.app.getState().state).toBe('ready'));
  const draw = (isOpen: boolean) =>
    page.around(
      <>
        <Notifications />
        {isOpen && <ChangeForm id={id} replaces />}
      </>,
    );
  const { rerender } = render(draw(true));
  await replace();
  return { user: userEvent.setup(), leave: () => rerender(draw(false)) };
}
beforeEach(() => window.localStorage.clear());
afterEach(() => {
  notifications.clean();
  cleanup();
  end();
});

it('warns with both totals when the draft order changed in Shopify', async () => {
  await open(setUp({ changesThere: 1, total: { minor: 12_000, currency: 'UAH' } }));
  const warning = screen.getByText(/^#D1 was edited in Shopify/).textContent;
  expect(warning).toContain('₴120. ');
  expect(warning).toContain('₴100. ');
  cleanup();
  end();
  await open(setUp());
  expect(screen.queryByText(/was edited in Shopify/)).toBeNull();
});

it('shows a Shopify customer’s data without an order count', async () => {
  await open(setUp({}, { name: 'Olena', shopifyId: 'gid://shopify/Customer/1' }));
  const chosen = screen.getByText(/linked to this Shopify customer/).textContent;
  expect(chosen).toBe('Olena · linked to this Shopify customer');
});

it('hides a product’s shop price in a reopened form', async () => {
  const items = [{ title: 'Peony', quantity: 1, unitPrice: '100', variantId: 'v1', sku: 'P-1' }];
  await open(setUp({}, {}, items));
  expect(screen.getByText('P-1').textContent).toBe('P-1');
});

describe('a change that was typed while the link was paid', () => {
  const address = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Address' });
  const kept = () => Object.keys(window.localStorage).filter((place) => place.includes('form.'));

  it('stays on screen to be copied, without sending or a draft notice', async () => {
    const shop = setUp();
    const { user, leave } = await open(shop);
    await fillIn(user, address(), 'Sadova 5');
    await waitFor(() => expect(kept()).toHaveLength(1));
    await shop.replace();
    expect((await screen.findByRole('alert')).textContent).toMatch(/^#D1 can no longer be edited/);
    expect(address().value).toBe('Sadova 5');
    expect(address().closest('fieldset')?.disabled).toBe(true);
    expect(await replace()).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: 'Copy your text' }));
    expect(await window.navigator.clipboard.readText()).toBe('1 × Peony, 100.00\nSadova 5');
    leave();
    expect(kept()).toEqual([]);
    expect(screen.queryByText(/unfinished form saved for later/)).toBeNull();
  });

  it('is there to be copied, too, for who left it before', async () => {
    const shop = setUp();
    const { user, leave } = await open(shop);
    await fillIn(user, address(), 'Sadova 5');
    leave();
    await screen.findByText(/unfinished form saved for later/);
    cleanup();
    end();
    shop.close();
    await open(shop);
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(address().value).toBe('Sadova 5');
    expect(screen.getByRole('button', { name: 'Copy your text' })).toBeTruthy();
  });

  it('is no form at all where nothing was typed', async () => {
    const shop = setUp();
    await open(shop);
    await shop.replace();
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Address' })).toBeNull();
  });
});

describe('a change that was sent', () => {
  let shop: ReturnType<typeof setUp>;
  beforeEach(async () => {
    shop = setUp();
    await open(shop);
    (await replace()).click();
    await waitFor(async () => expect(await replace()).toHaveProperty('disabled', true));
  });

  it('opens the new link, even if the old one disappeared first', async () => {
    await shop.replace();
    shop.answer({ ok: true, value: newer });
    await waitFor(() => expect(window.location.hash).toContain('draft=d2'));
  });

  it('opens its replacement with the reason after a refusal', async () => {
    await shop.replace();
    const key = shop.fail();
    shop.answer({ ok: false, error: { kind: 'bad-input', message: 'Shopify: no', field: 'customer.email' } });
    await waitFor(() => expect(window.location.hash).toContain(`draft=${key}`));
  });

  it('reports that nothing can be changed after the old link is gone', async () => {
    await shop.replace();
    shop.answer({ ok: false, error: { kind: 'refused', message: 'it is paid' } });
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(window.location.hash).toContain('replaces=d1');
  });
});
