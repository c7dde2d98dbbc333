import '../../../src/renderer/zod-without-eval.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { readShopifyOrder } from '../../../src/main/intake/shopify/read-order.ts';
import { createI18n } from '../../../src/renderer/lib/i18n/i18n.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';
import { addNoteSchema } from '../../../src/shared/order-inputs.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { entryOf } from '../../support/orders.ts';
import { shopifyOrderBody } from '../../support/shopify-delivery.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';

eachWithPanel();

const user = userEvent.setup();

/** The words and amounts below the lines of the order. */
const sumsShown = () =>
  within(screen.getByRole('region', { name: 'Items' }))
    .getAllByRole('rowheader')
    .map((head) => [head.textContent, (head.nextElementSibling?.textContent ?? '').replaceAll(/\s/g, ' ')]);

describe('the panel of an order', () => {
  it('shows its arrival in one line, each step’s time and missing data', async () => {
    await openPanel((detail) => ({ ...detail, warehouse: 'pending', loadedAt: null, pendingNotices: 1 }));
    const steps = within(screen.getByRole('list', { name: 'Order journey' })).getAllByRole('listitem');
    const words = steps.map(({ textContent }) => textContent ?? '');
    expect(words.some((text) => /^received \d\d:\d\d:\d\d/.test(text))).toBe(true);
    expect(words.some((text) => text.startsWith('queued for BigQuery'))).toBe(true);
    const time = steps.map((step) => step.querySelector('time')).find((one) => one !== null);
    expect(time?.title).toMatch(/\d{4}, \d\d:\d\d:\d\d$/);
  });

  it('marks by a word what is waited for too long', async () => {
    const long = (detail: OrderDetail): OrderDetail => ({ ...detail, warehouse: 'pending', loadedAt: null });
    await openPanel(long);
    expect(screen.getByText(/^late, /)).toBeDefined();
  });

  it('shows field by field what a newer version of the source changed', async () => {
    await openPanel((detail) => {
      const { id, source, sourceId, version, content } = detail.order;
      const order = {
        source,
        sourceId,
        version: version + 1,
        content: { ...content, customer: { ...content.customer, name: 'Somebody Else' }, address: 'Nova 1' },
      };
      const entry = entryOf({
        id: 'newer',
        kind: 'order-updated',
        orderId: id,
        at: detail.order.receivedAt + 9,
        by: 'shopify',
        data: { order },
      });
      return { ...detail, timeline: [...detail.timeline, { step: 'entry', at: entry.at, entry }] };
    });
    const timeline = within(screen.getByRole('region', { name: 'Timeline' }));
    expect(timeline.getByText('Olena Kovalenko', { selector: 'del' })).toBeDefined();
    expect(timeline.getByText('Somebody Else', { selector: 'ins' })).toBeDefined();
    expect(timeline.getByText('Nova 1', { selector: 'ins' })).toBeDefined();
  });

  it('shows each line’s remaining quantity, and strikes removed ones', async () => {
    const line = (title: string, quantity: number, left?: number) => ({
      title,
      quantity,
      options: [],
      ...(left !== undefined && { left }),
    });
    const items = [line('Tall vase', 3, 1), line('Bowl', 2, 0), line('Card', 4)];
    await openPanel((detail) => ({
      ...detail,
      order: { ...detail.order, content: { ...detail.order.content, items } },
    }));
    const rows = () =>
      within(screen.getByRole('region', { name: 'Items' }))
        .getAllByRole('row')
        .slice(0, items.length);
    const lines = () => rows().map((row) => row.textContent.replaceAll(/\s/g, ' '));
    expect(lines()).toEqual([
      expect.stringMatching(/^1 ×Tall vaseremoved or returned: 2 of 3/),
      expect.stringMatching(/^0 ×Bowlremoved or returned: 2 of 2/),
      expect.stringMatching(/^4 ×Card(?!removed)/),
    ]);
    expect(rows().map((row) => row.querySelector('del')?.textContent)).toEqual([
      undefined,
      'Bowl',
      undefined,
    ]);
    const less = (language: 'en' | 'uk') => createI18n(language).t('order:less', { some: 2, of: 3 });
    expect([less('en'), less('uk')]).toEqual(['removed or returned: 2 of 3', 'прибрано чи повернено: 2 з 3']);
  });

  it('subtracts a Shopify delivery discount once', async () => {
    const reading = readShopifyOrder(
      shopifyOrderBody({
        total_price: '100.00',
        subtotal_price: '90.00',
        total_discounts: '10.00',
        total_shipping_price_set: { shop_money: { amount: '10.00', currency_code: 'UAH' } },
        line_items: [{ title: 'Vase', quantity: 2, price: '50.00' }],
      }),
    );
    if (reading.kind !== 'order') throw new Error(reading.reason);
    const { content } = reading.order;
    await openPanel((detail) => ({ ...detail, order: { ...detail.order, content } }));
    expect(sumsShown()).toEqual([
      ['Items', '₴100'],
      ['Delivery', '₴10'],
      ['Discount', '− ₴10'],
      ['Totalmatches the items', '₴100'],
    ]);
  });

  it('marks a discount that is included in the prices', async () => {
    const uah = (minor: number) => ({ minor, currency: 'UAH' });
    const items = [{ title: 'Vase', quantity: 1, lineTotal: uah(9000), options: [] }];
    const sums = { subtotal: uah(9000), discount: uah(1000), total: uah(9000) };
    const content = { number: '7', paymentStatus: 'paid', customer: {}, items, ...sums } as const;
    await openPanel((detail) => ({ ...detail, order: { ...detail.order, content } }));
    expect(sumsShown()).toEqual([
      ['Items', '₴90'],
      ['Discount (included in prices)', '₴10'],
      ['Totalmatches the items', '₴90'],
    ]);
  });

  it('shows a snooze in its timeline in the reader’s time format', async () => {
    await openPanel((detail) => {
      const { id, receivedAt } = detail.order;
      const data = { decision: 1, until: Date.parse('2031-03-04T10:30:00Z') };
      const entry = entryOf({
        id: 'later',
        kind: 'snoozed',
        orderId: id,
        at: receivedAt + 9,
        by: 'Anna',
        data,
      });
      return { ...detail, timeline: [...detail.timeline, { step: 'entry', at: entry.at, entry }] };
    });
    expect(screen.getByText(/^Anna snoozed it until /).textContent).toMatch(/until 4 Mar 2031, \d\d:\d\d$/);
  });

  it('keeps the focus in the note field after a note by keyboard', async () => {
    await openPanel();
    await user.keyboard('n');
    const field = screen.getByRole('textbox', { name: 'Add a note' });
    expect(document.activeElement).toBe(field);
    await user.keyboard('call first{Control>}{Enter}{/Control}');
    await screen.findByText(/wrote: call first/);
    expect(document.activeElement).toBe(field);
  });

  it('resends a note under its key, and another under a new one', async () => {
    const { fake, loseAnswer } = await openPanel();
    const keys = () => fake.inputsOf('orders.addNote').map((input) => addNoteSchema.parse(input).key);
    await user.keyboard('n');
    loseAnswer('orders.addNote');
    await user.keyboard('call first{Control>}{Enter}{/Control}');
    await screen.findByText(/No answer/);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Add a note' })).toHaveProperty('value', ''),
    );
    expect(new Set(keys()).size).toBe(1);
    await user.keyboard('call first{Control>}{Enter}{/Control}');
    await waitFor(() => expect(keys()).toHaveLength(3));
    expect(new Set(keys()).size).toBe(2);
  });

  it('is shown without a number when it has none, in toasts too', async () => {
    await openPanel((detail) => {
      const content = { ...detail.order.content, number: '' };
      return { ...detail, order: { ...detail.order, status: 'new', content } };
    });
    await user.click(screen.getByRole('button', { name: /^Take/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/^No number taken/);
  });

  it('is taken by a double click, and moved on by Enter', async () => {
    const { fake } = await openPanel();
    const sent = () => [fake.inputsOf('orders.take').length, fake.inputsOf('orders.setStatus').length];
    await user.dblClick(screen.getByRole('button', { name: /^Take/ }));
    const next = await screen.findByRole('button', { name: /^Start preparing/ });
    expect(sent()).toEqual([1, 0]);
    act(() => next.focus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent()).toEqual([1, 1]));
  });

  it('returns one’s own order to taken by its menu, with undo', async () => {
    const { stores, id } = await openPanel();
    await act(() => stores.decisions.decide(id, { kind: 'take' }));
    await act(() => stores.decisions.decide(id, { kind: 'status', status: 'preparing' }));
    const kept = () => {
      const shown = stores.order.getState();
      return shown.state === 'ready' && shown.detail.order.status;
    };
    expect(kept()).toBe('preparing');
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'taken' }));
    await waitFor(() => expect(kept()).toBe('taken'));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(kept()).toBe('preparing'));
  });

  it('is parsed by pointing from the mail that is shown', async () => {
    await openPanel(({ order, documents, ...others }) => {
      const [mail] = documents;
      if (mail?.kind !== 'mail') throw new Error('the first invented order came by no mail');
      const content = { ...order.content, review: [{ code: 'no-total' } as const] };
      const later = { ...mail, id: documentIdSchema.parse('mail:courier'), receivedAt: mail.receivedAt + 9 };
      return {
        ...others,
        order: { ...order, content, needsReview: true },
        documents: [mail, later],
      };
    });
    const link = screen.getByRole('link', { name: 'Teach this mail' });
    expect(link.getAttribute('href')).toContain('/teach/doc');
  });

  it.each([
    [3, 'order no. 3 of this customer'],
    [1, 'new customer'],
    [null, null],
  ])('shows its purchase number by phone or e-mail, if known: %s', async (nth, words) => {
    await openPanel((detail) => ({ ...detail, nthByContact: nth }));
    const line = screen.queryByText(/of this customer|new customer|order no\./);
    expect(line?.textContent ?? null).toBe(words);
  });

  it('links to a map of the address', async () => {
    await openPanel((detail) => ({
      ...detail,
      order: { ...detail.order, content: { ...detail.order.content, address: 'Podil\nкв. 1' } },
    }));
    expect(screen.getByRole('link', { name: 'Map: show the address' }).getAttribute('href')).toBe(
      `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent('Podil, кв. 1')}`,
    );
  });
});

describe('the original', () => {
  const shown = () => screen.queryByText(/"total_price": "1240.00"/);

  it('is toggled by D, and keeps its state', async () => {
    const { stores } = await openPanel(undefined, { width: 1100 });
    expect(shown()).toBeNull();
    await user.keyboard('d');
    await waitFor(() => expect(shown()).not.toBeNull());
    expect(screen.getByRole('button', { name: /^Original/, pressed: true })).toBeDefined();
    expect(stores.preferences.getState().original).toBe(true);
    expect(window.localStorage.getItem('orderbell.preferences')).toContain('"original":true');
    await user.keyboard('d');
    await waitFor(() => expect(shown()).toBeNull());
  });

  it('is not shown by itself, however wide the window', async () => {
    await openPanel(undefined, { width: 1920 });
    expect(shown()).toBeNull();
    screen.getByRole('button', { name: /^Original/, pressed: false });
  });

  it('of a quarantined order is shown at once', async () => {
    await openPanel((detail) => ({ ...detail, order: { ...detail.order, quarantined: true } }), {
      width: 1100,
    });
    await waitFor(() => expect(shown()).not.toBeNull());
  });

  it('is not offered where the source sent nothing', async () => {
    await openPanel((detail) => ({ ...detail, documents: [] }));
    expect(screen.queryByRole('button', { name: /^Original/ })).toBeNull();
  });
});
