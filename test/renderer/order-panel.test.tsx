// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrderPanel } from '../../src/renderer/features/order/index.tsx';
import { createI18n } from '../../src/renderer/i18n/i18n.ts';
import type { Bridge, CommandName } from '../../src/shared/contract.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { documentIdSchema, orderIdOf } from '../../src/shared/ids.ts';
import { addNoteSchema } from '../../src/shared/order-inputs.ts';
import type { PrintOutcome } from '../../src/shared/ticket-commands.ts';
import type { OrderDetail } from '../../src/shared/views.ts';
import { entryOf } from '../support/orders.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

let end = (): void => {};
beforeEach(() => {
  window.localStorage.clear();
  window.sessionStorage.clear();
});
afterEach(() => {
  notifications.clean();
  cleanup();
  end();
});

const user = userEvent.setup();

/** The first of the invented orders, with what else is known of it. */
async function openPanel(
  also: (detail: OrderDetail) => OrderDetail = (detail) => detail,
  width = 1280,
  answers: { readonly [name: string]: () => Promise<unknown> } = {},
) {
  Object.assign(window, { innerWidth: width });
  const fake = createFakeBridge({ now: Date.now, orders: 3 });
  const lost = new Set<string>();
  const calls: string[] = [];
  let reading = Promise.resolve();
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      calls.push(name);
      if (name === 'orders.get') await reading;
      const answer = answers[name];
      if (answer) return { ok: true, value: await answer() };
      const reply = await fake.bridge.call(name, input);
      if (lost.delete(name)) return { ok: false, error: { kind: 'unreachable', message: 'No answer' } };
      return name === 'orders.get' && reply.ok
        ? { ok: true, value: also(reply.value as OrderDetail) }
        : reply;
    },
  };
  const { stores, hotkeys, around } = makeWindow(bridge);
  const stop = stores.start();
  const press = (event: KeyboardEvent): void => hotkeys.press(event);
  window.addEventListener('keydown', press);
  end = () => {
    stop();
    window.removeEventListener('keydown', press);
  };
  const [id, other] = fake.ids();
  if (!id || !other) throw new Error('the fake desk has too few orders');
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  await stores.order.open(id);
  const panelOf = (shown: OrderId) =>
    around(
      <>
        <OrderPanel id={shown} />
        <Notifications />
      </>,
    );
  const { rerender } = render(panelOf(id));
  await screen.findByRole('list', { name: 'How it came' });
  return {
    fake,
    stores,
    id,
    loseAnswer: (name: CommandName) => void lost.add(name),
    other,
    calls,
    /** Asks for another order, which is read as soon as main answers. */
    step(next: OrderId): Promise<void> {
      const read = stores.order.open(next);
      rerender(panelOf(next));
      return read;
    },
    /** Orders are answered once it is called back. */
    holdOrders(): () => void {
      const held = gate();
      reading = held.opened;
      return held.open;
    },
  };
}

describe('the panel of an order', () => {
  it('tells in one line how it came, each step with its time, and what is still missing', async () => {
    await openPanel((detail) => ({ ...detail, warehouse: 'pending', loadedAt: null, noticesOwed: 1 }));
    const steps = within(screen.getByRole('list', { name: 'How it came' })).getAllByRole('listitem');
    const words = steps.map(({ textContent }) => textContent ?? '');
    expect(words.some((text) => /^received \d\d:\d\d:\d\d/.test(text))).toBe(true);
    expect(words.some((text) => text.startsWith('not in BigQuery yet'))).toBe(true);
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

  it('says of each line what is left of it, in words too, and strikes out what is gone', async () => {
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
    const said = () => rows().map((row) => row.textContent.replaceAll(/\s/g, ' '));
    expect(said()).toEqual([
      expect.stringMatching(/^1 ×Tall vasetaken off or returned: 2 of 3/),
      expect.stringMatching(/^0 ×Bowltaken off or returned: 2 of 2/),
      expect.stringMatching(/^4 ×Card(?!taken)/),
    ]);
    expect(rows().map((row) => row.querySelector('del')?.textContent)).toEqual([
      undefined,
      'Bowl',
      undefined,
    ]);
    const less = (language: 'en' | 'uk') => createI18n(language).t('order:less', { some: 2, of: 3 });
    expect([less('en'), less('uk')]).toEqual([
      'taken off or returned: 2 of 3',
      'прибрано чи повернено: 2 з 3',
    ]);
  });

  it('tells in its timeline until when it was put off as a time of the reader’s, not of a machine', async () => {
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
    expect(screen.getByText(/^Anna put it off until /).textContent).toMatch(/until 4 Mar 2031, \d\d:\d\d$/);
  });

  it('keeps the focus in the field when a note is added by keyboard, which N leads to', async () => {
    await openPanel();
    await user.keyboard('n');
    const field = screen.getByRole('textbox', { name: 'Add a note' });
    expect(document.activeElement).toBe(field);
    await user.keyboard('call first{Control>}{Enter}{/Control}');
    await screen.findByText(/wrote: call first/);
    expect(document.activeElement).toBe(field);
  });

  it('names a note that is sent again after its answer was lost as before, and another one anew', async () => {
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

  it('is called one without a number where it has none, also by what is said of a decision', async () => {
    await openPanel((detail) => {
      const content = { ...detail.order.content, number: '' };
      return { ...detail, order: { ...detail.order, status: 'new', content } };
    });
    await user.click(screen.getByRole('button', { name: /^Take/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/^No number is yours/);
  });

  it('goes back to taken by its menu where it is one’s own, which can be taken back', async () => {
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

  it('is read by pointing in the mail that what is shown was read from, whatever came after it', async () => {
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
    const link = screen.getByRole('link', { name: 'Read by pointing' });
    expect(link.getAttribute('href')).toContain('/teach/doc');
  });

  it.each([
    [3, 'order no. 3 by this phone or e-mail'],
    [1, 'first order by this phone or e-mail'],
    [null, null],
  ])(
    'says which one it is by its phone or e-mail, and nothing where nobody knows: %s',
    async (nth, words) => {
      await openPanel((detail) => ({ ...detail, nthByContact: nth }));
      const said = screen.queryByText(/by this phone or e-mail|first order|order no\./);
      expect(said?.textContent ?? null).toBe(words);
    },
  );

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

describe('the keys of an order', () => {
  const printed: PrintOutcome = { printed: 1, failed: 0, unknown: 0, waiting: false, reason: null };
  const answers = { 'tickets.print': () => Promise.resolve(printed) };
  const ctrlP = (): boolean =>
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, cancelable: true }));

  it('do nothing to the order before while the next one is read, nor anything in the browser', async () => {
    const suspect = (detail: OrderDetail): OrderDetail => ({
      ...detail,
      order: { ...detail.order, source: 'manual' },
      related: [
        {
          order: { ...detail.order, id: orderIdOf('shopify', 'twin') },
          how: 'suspect',
          why: null,
          because: [],
        },
      ],
    });
    const { other, calls, step, holdOrders } = await openPanel(suspect, 1280, answers);
    const place = window.location.hash;
    const answer = holdOrders();
    act(() => void step(other));
    await user.keyboard('pmb{Shift>}e{/Shift}');
    expect(ctrlP()).toBe(false); // else the browser prints the page
    expect(calls.filter((name) => /^(tickets|orders\.(merge|keepBoth))/.test(name))).toEqual([]);
    expect(window.location.hash).toBe(place);
    answer();
    await screen.findByRole('article', { busy: false });
    await user.keyboard('p');
    await waitFor(() => expect(calls).toContain('tickets.print'));
  });

  it('print one ticket and say whose it is', async () => {
    const { stores } = await openPanel(undefined, 1280, answers);
    const open = stores.order.getState();
    const number = open.state === 'ready' ? open.detail.order.content.number : '';
    await user.keyboard('p');
    expect(await screen.findByText(`${number}: ticket printed`)).toBeDefined();
  });
});

describe('what asks for words before an order is cancelled', () => {
  const field = () => screen.queryByRole('textbox', { name: 'Reason' });

  async function cancel(): Promise<void> {
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Cancel the order/ }));
    await waitFor(() => expect(document.activeElement).toBe(field()));
  }

  it('ends with the look at its order: come back to, no key typed there cancels it', async () => {
    const { id, other, calls, step } = await openPanel();
    await cancel();
    await act(() => step(other));
    expect(field()).toBeNull();
    await act(() => step(id));
    expect(field()).toBeNull();
    await user.keyboard('{Enter}');
    expect(calls).not.toContain('orders.setStatus');
  });

  it('keeps what is typed, and takes no focus, while the original is shown beside the order and put away', async () => {
    await openPanel();
    await cancel();
    await user.keyboard('too late');
    await user.click(screen.getByRole('button', { name: /^Original/, pressed: false }));
    const toggle = document.activeElement;
    expect(field()).toHaveProperty('value', 'too late');
    await user.keyboard('d');
    expect(field()).toHaveProperty('value', 'too late');
    expect(document.activeElement).toBe(toggle);
  });

  it('keeps the order from other computers only while it is the one that is asked for', async () => {
    const { id, other, stores, step, holdOrders } = await openPanel();
    const places = new Map<string, unknown>();
    const { at } = stores.presence;
    stores.presence.at = (part, place) => {
      places.set(part, place);
      at(part, place);
    };
    const edited = { order: id, doing: 'edits' };
    await cancel();
    expect([...places.values()]).toContainEqual(edited);
    const answer = holdOrders();
    act(() => void step(other));
    expect([...places.values()]).not.toContainEqual(edited);
    answer();
    await screen.findByRole('article', { busy: false });
    expect([...places.values()]).not.toContainEqual(edited);
  });
});

describe('a refund', () => {
  const paid = (detail: OrderDetail): OrderDetail => ({
    ...detail,
    order: { ...detail.order, source: 'manual', paymentStatus: 'paid' },
  });

  async function refund(): Promise<void> {
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Note a refund' }));
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'withered');
  }

  it('that is noted while another order is looked at leaves that one as it is', async () => {
    const saving = gate();
    const { other, stores, step } = await openPanel(paid, 1280, {
      'orders.noteRefund': () => saving.opened.then(() => known),
    });
    const open = stores.order.getState();
    const known = open.state === 'ready' ? open.detail : null;
    await refund();
    await user.keyboard('{Enter}');
    await act(() => step(other));
    await refund();
    const { activeElement } = document;
    saving.open();
    await screen.findByText(/: .* given back$/);
    expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveProperty('value', 'withered');
    expect(document.activeElement).toBe(activeElement);
  });

  it('that could not be noted is told also when another order is looked at by then', async () => {
    const saving = gate();
    const { other, step } = await openPanel(paid, 1280, {
      async 'orders.noteRefund'() {
        await saving.opened;
        throw new Error('no answer');
      },
    });
    await refund();
    await user.keyboard('{Enter}');
    await act(() => step(other));
    saving.open();
    await screen.findByText(/: the refund was not noted$/);
  });
});

describe('the original', () => {
  const shown = () => screen.queryByText(/"total_price": "1240.00"/);

  it('is shown and hidden by D, under the order where there is no room beside it, and stays as it was left', async () => {
    const { stores } = await openPanel(undefined, 1100);
    expect(shown()).toBeNull();
    await user.keyboard('d');
    await waitFor(() => expect(shown()).not.toBeNull());
    expect(screen.getByRole('button', { name: /^Original/, pressed: true })).toBeDefined();
    expect(stores.preferences.getState().original).toBe(true);
    expect(window.localStorage.getItem('orderbell.preferences')).toContain('"original":true');
    await user.keyboard('d');
    await waitFor(() => expect(shown()).toBeNull());
  });

  it('of an order in quarantine is shown at once: it is judged by it', async () => {
    await openPanel((detail) => ({ ...detail, order: { ...detail.order, quarantined: true } }), 1100);
    await waitFor(() => expect(shown()).not.toBeNull());
  });

  it('is not offered where the source sent nothing', async () => {
    await openPanel((detail) => ({ ...detail, documents: [] }));
    expect(screen.queryByRole('button', { name: /^Original/ })).toBeNull();
  });
});
