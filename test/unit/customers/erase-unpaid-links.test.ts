import { expect, it } from 'vitest';
import { createCustomerHandlers } from '../../../src/main/ipc/customer-handlers.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { Selling } from '../../../src/main/selling/drafts.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { tieOrder } from '../../../src/main/selling/tie-to-draft.ts';
import { mostSharing } from '../../../src/shared/customer/suggestions.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { closeOrdersOf, eraseClosed } from '../../support/close-orders.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { inTime } from '../selling/draft-shop.ts';
import type { Around } from '../selling/faults/fake-shop.ts';
import { atOnce, createFakeShop } from '../selling/faults/fake-shop.ts';

const first = orderIdSchema.parse('shopify:1');
const zoryana = { name: 'Zoryana Vyshyvana', phone: '+380671239876', email: 'zoryana@example.com' };
const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const id = draftIdSchema.parse(key);
const formFor = (customer: object) =>
  draftOrderFormSchema.parse({
    key,
    currency: 'UAH',
    items: [{ title: 'Bouquet', quantity: 1, unitPrice: '640' }],
    customer,
  });

const herOrder = received(incomingOrder({ sourceId: '1', customer: zoryana }));

/** A computer with an unpaid link, and with the customer's order if it has imported it. */
async function withLink(customer: object, { hasOrder = true } = {}) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock, deskId: 'desk-anna' });
  if (hasOrder) ledger.entries.append(herOrder);
  const shop = createFakeShop(clock);
  const client = shop.client(atOnce);
  const selling = createSelling({ client, ledger, clock, log: quietLog(), country: () => 'UA' });
  await selling.createDraft(formFor(customer), 'Anna');
  await clock.advance(60_000);
  expect(ledger.drafts.get(id)?.state).toBe('ready');
  const erase = (at: Ledger = ledger) => eraseClosed({ ledger: at, clock }, first);
  return { clock, ledger, selling, shop, erase };
}

it.each([
  { name: 'Z.', phone: '067 123 98 76' },
  { name: 'Z.', email: 'Zoryana@Example.com' },
])('erases an ended unpaid link with its customer, by form: %o', async (customer) => {
  const { ledger, selling, erase } = await withLink(customer);
  expect(() => erase()).toThrow(/still open/);
  await selling.close(id, 'expired', 'Anna');
  erase();
  expect(ledger.drafts.get(id)).toMatchObject({ state: 'expired', customerName: '' });
  expect(selling.formOf(id)).toBeNull();
  expect(ledger.verify()).toEqual([]);
  await selling.stop();
});

it('leaves a link for another person, or with a shared phone', async () => {
  const { ledger, selling, erase } = await withLink({ name: 'Petro', phone: '050 765 43 21' });
  for (const [at, name] of ['Olena', 'Bohdan', 'Ivan', 'Maria', 'Stepan', 'Hanna'].entries()) {
    const customer = { name, phone: '0507654321', email: `${name.toLowerCase()}@example.com` };
    ledger.entries.append(received(incomingOrder({ sourceId: `2${at}`, customer })));
  }
  expect(ledger.customerIndex.tiedTo([orderIdSchema.parse('shopify:20')]).drafts).toEqual([]);
  erase();
  expect(ledger.drafts.get(id)?.customerName).toBe('Petro');
  await selling.stop();
});

it('leaves links of other people with the same shop account', async () => {
  const { ledger, selling } = await withLink({ name: 'Petro', shopifyId: 'gid://shopify/Customer/7' });
  const visitor = (at: number) =>
    received(
      incomingOrder({
        sourceId: `7${at}`,
        customer: { id: '7', name: `Visitor ${at}`, phone: `+38067234${at}` },
      }),
    );
  const tied = () => ledger.customerIndex.tiedTo([orderIdSchema.parse('shopify:71000')]).drafts;
  ledger.entries.append(visitor(1000));
  expect(tied()).toEqual([id]);
  ledger.transaction(() => {
    for (let at = 1; at <= mostSharing; at += 1) ledger.entries.append(visitor(1000 + at));
  });
  expect(tied()).toEqual([]);
  await selling.stop();
});

it('erases an unpaid link when the order arrives together with its erasure', async () => {
  const { clock, ledger, selling, erase } = await withLink({ ...zoryana, name: 'Z.' }, { hasOrder: false });
  await selling.close(id, 'expired', 'Anna');
  const tarass = memoryLedger({ clock, deskId: 'desk-taras' });
  tarass.entries.append(herOrder);
  // rows loaded into BigQuery before keep her name
  const loaded = tarass.entries.ofNumbers(tarass.deskId, 1, 1);
  erase(tarass);
  ledger.entries.importRemote([...loaded, ...tarass.entries.ofNumbers(tarass.deskId, 2, 100)]);
  expect(ledger.drafts.get(id)).toMatchObject({ state: 'expired', customerName: '' });
  expect(selling.formOf(id)).toBeNull();
  expect(ledger.verify()).toEqual([]);
  await selling.stop();
});

it.each([
  { state: 'ready', answer: null },
  { state: 'failed', answer: new Problem('bad-input', 'Shopify: the address is wrong') },
])('a link being made loses its erased customer, when $state its form', async ({ state, answer }) => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock, deskId: 'desk-anna' });
  ledger.entries.append(herOrder);
  let fault: Problem | null = new Problem('unreachable', 'Shopify is out of reach');
  const client = createFakeShop(clock).client(async (_call, work) => {
    if (fault) throw fault;
    return work();
  });
  const selling = createSelling({ client, ledger, clock, log: quietLog(), country: () => 'UA' });
  await selling.createDraft(formFor(zoryana), 'Anna');
  const tarass = memoryLedger({ clock, deskId: 'desk-taras' });
  tarass.entries.append(herOrder);
  eraseClosed({ ledger: tarass, clock }, first, { by: 'Taras' });
  ledger.entries.importRemote(tarass.entries.ofNumbers(tarass.deskId, 1, 100));
  expect(ledger.drafts.get(id)).toMatchObject({ state: 'creating', customerName: '' });
  fault = answer;
  await clock.advance(600_000);
  expect(ledger.drafts.get(id)).toMatchObject({ state, customerName: '' });
  expect(selling.formOf(id)).toBeNull();
  expect(JSON.stringify(ledger.entries.list())).not.toContain(zoryana.name);
  expect(ledger.verify()).toEqual([]);
  await selling.stop();
});

it('erases an unpaid link of a customer erased at another computer', async () => {
  const { clock, ledger, selling, erase } = await withLink(zoryana);
  await selling.close(id, 'expired', 'Anna');
  const tarass = memoryLedger({ clock, deskId: 'desk-taras' });
  tarass.entries.importRemote(ledger.entries.ofNumbers(ledger.deskId, 1, 100));
  erase(tarass);
  expect(tarass.drafts.get(id)?.customerName).toBe(zoryana.name);
  ledger.entries.importRemote(tarass.entries.ofNumbers(tarass.deskId, 1, 100));
  expect(ledger.drafts.get(id)).toMatchObject({ state: 'expired', customerName: '' });
  expect(selling.formOf(id)).toBeNull();
  tarass.entries.importRemote(ledger.entries.ofNumbers(ledger.deskId, 1, 100));
  expect(tarass.drafts.get(id)?.customerName).toBe('');
  expect([...ledger.verify(), ...tarass.verify()]).toEqual([]);
  await selling.stop();
});

/** A computer with a link of the customer that still works, though a copy of it was sold in Shopify. */
async function withSoldCopy(paymentStatus: 'pending' | 'paid') {
  const opened = await withLink(zoryana);
  const { clock, ledger, shop } = opened;
  const [draft] = shop.drafts;
  const view = ledger.drafts.get(id);
  if (!draft || !view) throw new Error('the one whose link is out is there');
  const order = { legacyResourceId: '1', displayFinancialStatus: paymentStatus.toUpperCase() };
  shop.drafts.push({ ...draft, id: 'gid://shopify/DraftOrder/9', status: 'COMPLETED', order });
  tieOrder(ledger, clock, { draft: view, orderId: first, paymentStatus });
  await inTime(clock, 10_000, () => expect(ledger.drafts.get(id)?.closing?.end).toBe('leftover'));
  /** The same shop at another computer, which looks after no link. */
  const elsewhere = (around: Around) => {
    const tarass = memoryLedger({ clock, deskId: 'desk-taras' });
    tarass.entries.importRemote(ledger.entries.ofNumbers(ledger.deskId, 1, 100));
    const client = shop.client(around);
    return {
      clock,
      ledger: tarass,
      selling: createSelling({ client, ledger: tarass, clock, log: quietLog(), country: () => 'UA' }),
    };
  };
  return { ...opened, draft, elsewhere };
}

type Place = { readonly clock: FakeClock; readonly ledger: Ledger; readonly selling: Selling };
const pressErase = async (place: Place) => {
  closeOrdersOf(place.ledger, first);
  return createCustomerHandlers({
    ...place,
    log: quietLog(),
    manager: () => 'Anna',
    timeZone: () => 'Europe/Kyiv',
    erasureSql: () => null,
  })['customers.erase']({ id: first, orders: 1 });
};
const deleteFirst = { fix: expect.stringContaining('Delete it in Shopify first') };

it.each(['pending', 'paid'] as const)(
  'refuses to erase while a copy sold in Shopify, %s, still works',
  async (paymentStatus) => {
    const { clock, ledger, selling, draft, erase } = await withSoldCopy(paymentStatus);
    expect(() => erase()).toThrow(expect.objectContaining(deleteFirst));
    draft.isDeleted = true;
    await inTime(clock, 60_000, () => expect(ledger.drafts.get(id)?.closing).toBeNull());
    erase();
    expect(ledger.drafts.get(id)?.customerName).toBe('');
    await selling.stop();
  },
);

it.each([
  { where: 'the computer that looks after that link', isElsewhere: false },
  { where: 'another computer', isElsewhere: true },
])('erases at $where at once after a leftover link is deleted', async ({ isElsewhere }) => {
  const opened = await withSoldCopy('paid');
  const place = isElsewhere ? opened.elsewhere(atOnce) : opened;
  await expect(pressErase(place)).rejects.toMatchObject(deleteFirst);
  expect(opened.draft.isDeleted).toBe(false);
  opened.draft.isDeleted = true;
  expect(await pressErase(place)).toMatchObject({ orders: 1 });
  expect(place.ledger.drafts.get(id)?.customerName).toBe('');
  expect(place.ledger.verify()).toEqual([]);
  await Promise.all([opened.selling.stop(), place.selling.stop()]);
});

it.each(['unreachable', 'refused'] as const)(
  'refuses to erase unless Shopify, %s, confirms that the link is closed',
  async (kind) => {
    const opened = await withSoldCopy('paid');
    opened.draft.isDeleted = true;
    const place = opened.elsewhere(() => Promise.reject(new Problem(kind, 'Shopify does not answer')));
    await expect(pressErase(place)).rejects.toMatchObject(deleteFirst);
    await Promise.all([opened.selling.stop(), place.selling.stop()]);
  },
);
