import { describe, expect, it, vi } from 'vitest';
import { createEvents } from '../../src/main/events.ts';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { announce } from '../../src/main/ipc/announce.ts';
import { draftTagOf } from '../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../src/main/selling/drafts.ts';
import { tieToDraft } from '../../src/main/selling/tie-to-draft.ts';
import { createShopifyClient } from '../../src/main/shopify/client.ts';
import type { AppEvent } from '../../src/shared/contract.ts';
import { draftOrderFormSchema } from '../../src/shared/forms.ts';
import { draftIdSchema } from '../../src/shared/ids.ts';
import type { FakeShopify } from '../shopify/fake-shopify.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';
import type { FakeClock } from '../support/clock.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';

const form = draftOrderFormSchema.parse({
  key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
  currency: 'UAH',
  items: [{ title: 'Bouquet', quantity: 1, unitPrice: '640,50' }],
  customer: { name: 'Olena' },
});
const id = draftIdSchema.parse(form.key);
const tag = draftTagOf(id);

const draftOrder = (ready: boolean, tags: readonly string[] = [tag]) => ({
  id: 'gid://shopify/DraftOrder/5',
  name: '#D5',
  status: 'OPEN',
  ready,
  invoiceUrl: ready ? 'https://fern.example/invoices/5' : null,
  tags,
  totalPriceSet: { presentmentMoney: { amount: '640.50', currencyCode: 'UAH' } },
});
const created = (ready: boolean) => ({
  data: { draftOrderCreate: { draftOrder: draftOrder(ready), userErrors: [] } },
});
const found = (...nodes: readonly object[]) => ({ data: { draftOrders: { nodes } } });
const refused = (field: readonly string[], message: string) => ({
  data: { draftOrderCreate: { draftOrder: null, userErrors: [{ field, message }] } },
});

function shopOf(
  shopify: FakeShopify,
  kept = { clock: fakeClock(), ledger: memoryLedger() },
  timeoutMs = 200,
) {
  const { clock, ledger } = kept;
  const log = quietLog();
  const events = createEvents(() => {});
  const heard: AppEvent[] = [];
  events.on((event) => {
    if (event.kind === 'drafts-changed') heard.push(event);
  });
  ledger.entries.onAppended((entries, arrival) => announce(entries, events, arrival));
  const client = createShopifyClient({ config: shopify.config, clock, log, timeoutMs });
  return { clock, ledger, heard, log, selling: createSelling({ client, ledger, clock, log }) };
}

/** Lets time pass until it is so. */
const inTime = (clock: FakeClock, step: number, check: () => void) =>
  vi.waitFor(
    async () => {
      await clock.advance(step);
      check();
    },
    { interval: 5, timeout: 4000 },
  );

describe('a custom order', () => {
  it('becomes one draft order with a link, which is shown only when Shopify has worked it out', async () => {
    const shopify = await startFakeShopify();
    shopify.on('DraftCreate', created(false));
    shopify.once('Draft', { data: { draftOrder: draftOrder(false) } });
    shopify.on('Draft', { data: { draftOrder: draftOrder(true) } });
    const { selling, clock, ledger, heard } = shopOf(shopify);

    expect(await selling.createDraft(form, 'Daria')).toMatchObject({
      id,
      state: 'calculating',
      name: '#D5',
      title: 'Bouquet',
      customerName: 'Olena',
      invoiceUrl: null,
    });
    await inTime(clock, 500, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
    expect(ledger.drafts.get(id)).toMatchObject({
      invoiceUrl: 'https://fern.example/invoices/5',
      total: { minor: 64050, currency: 'UAH' },
      title: 'Bouquet',
    });
    expect(ledger.drafts.byTag(tag)?.id).toBe(id);
    expect(heard.at(-1)).toEqual({ kind: 'drafts-changed', ids: [id] });
    expect(shopify.callsOf('DraftCreate')[0]?.variables).toMatchObject({ input: { tags: [tag] } });
  });

  it('is in the ledger before Shopify is asked', async () => {
    const shopify = await startFakeShopify();
    const { selling, ledger } = shopOf(shopify);
    const before: unknown[] = [];
    shopify.on('DraftCreate', () => {
      before.push(ledger.drafts.get(id)?.state);
      return created(true);
    });
    await selling.createDraft(form, 'Daria');
    expect(before).toEqual(['creating']);
  });

  it('submitted twice is one draft order', async () => {
    const shopify = await startFakeShopify();
    shopify.on('DraftCreate', created(true));
    const { selling } = shopOf(shopify);
    const [one, two] = await Promise.all([
      selling.createDraft(form, 'Daria'),
      selling.createDraft(form, 'Daria'),
    ]);
    expect(two).toEqual(one);
    expect(await selling.createDraft(form, 'Ihor')).toEqual(one);
    expect(shopify.callsOf('DraftCreate')).toHaveLength(1);
  });

  it('that Shopify refuses fails with the form’s field, and can be corrected and sent again', async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', refused(['input', 'email'], 'Email is invalid'));
    shopify.on('DraftByTag', found());
    shopify.on('DraftCreate', created(true));
    const { selling, ledger } = shopOf(shopify);
    await expect(selling.createDraft(form, 'Daria')).rejects.toMatchObject({
      kind: 'bad-input',
      field: 'customer.email',
    });
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'failed', reason: 'Shopify: Email is invalid' });
    expect(await selling.createDraft(form, 'Daria')).toMatchObject({ state: 'ready', reason: null });
  });

  it('needs a shop', async () => {
    const { ledger, clock, log } = shopOf(await startFakeShopify());
    const selling = createSelling({ client: null, ledger, clock, log });
    await expect(selling.createDraft(form, 'Daria')).rejects.toMatchObject({ kind: 'signed-out' });
    expect(ledger.drafts.get(id)).toBeNull();
  });
});

describe('when the answer is lost', () => {
  it.each(['drop', 'hang', 'cut', { status: 502 }] as const)(
    'looks for the draft by its tag before sending it again (%j)',
    async (failure) => {
      const shopify = await startFakeShopify();
      shopify.once('DraftCreate', failure);
      shopify.on('DraftByTag', found(draftOrder(true, ['orderbell-other']), draftOrder(true)));
      const { selling, clock, ledger } = shopOf(shopify);
      expect(await selling.createDraft(form, 'Daria')).toMatchObject({ state: 'creating' });
      await clock.advance(19_000);
      expect(shopify.callsOf('DraftByTag')).toHaveLength(0); // Shopify's search may not know it yet
      await inTime(clock, 1000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
      expect(shopify.callsOf('DraftByTag')[0]?.variables).toEqual({ query: `tag:'${tag}'` });
      expect(shopify.callsOf('DraftCreate')).toHaveLength(1);
    },
  );

  it('sends it again only when no draft has the tag', async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', 'drop', created(true));
    shopify.on('DraftByTag', found(draftOrder(true, ['orderbell-other'])));
    const { selling, clock, ledger } = shopOf(shopify);
    await selling.createDraft(form, 'Daria');
    await inTime(clock, 1000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
    expect(shopify.calls.map(({ operation }) => operation)).toEqual([
      'DraftCreate',
      'DraftByTag',
      'DraftCreate',
    ]);
  });

  it('lets go of a call that hangs when the app stops, and looks for it at the next start', async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', 'hang');
    const stopped = shopOf(shopify, undefined, 60_000);
    const lost = stopped.selling.createDraft(form, 'Daria');
    await vi.waitFor(() => expect(shopify.callsOf('DraftCreate')).toHaveLength(1));
    const stop = stopped.selling.stop();
    await stopped.clock.advance(3000);
    await stop;
    expect(await lost).toMatchObject({ state: 'creating' });
    expect(stopped.clock.waiting).toBe(0);

    shopify.on('DraftByTag', found(draftOrder(true)));
    const { clock, ledger, selling } = shopOf(shopify, stopped);
    await selling.resume();
    await inTime(clock, 5000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
    expect(shopify.callsOf('DraftCreate')).toHaveLength(1);
  });

  it('is taken up by the next start after a crash, without a second draft order', async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', 'hang');
    const crashed = shopOf(shopify);
    const lost = crashed.selling.createDraft(form, 'Daria');
    await vi.waitFor(() => expect(shopify.callsOf('DraftCreate')).toHaveLength(1));

    const { clock, ledger, selling } = shopOf(shopify, crashed);
    await lost;
    await crashed.selling.stop();
    shopify.on('DraftByTag', found(draftOrder(true)));
    await selling.resume();
    await inTime(clock, 5000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
    expect(shopify.callsOf('DraftCreate')).toHaveLength(1);
    await selling.resume();
    expect(shopify.callsOf('DraftByTag')).toHaveLength(1); // nothing is owed any more
  });
});

describe('a form edited after a failure', () => {
  const edited = draftOrderFormSchema.parse({ ...form, note: 'A card with it' });
  /** Makes the draft order and answers what nobody understands. */
  const madeAndFailed = async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', { data: { draftOrderCreate: { draftOrder: {}, userErrors: [] } } });
    const desk = shopOf(shopify);
    await expect(desk.selling.createDraft(form, 'Daria')).rejects.toMatchObject({ kind: 'bug' });
    shopify.on('DraftByTag', found(draftOrder(true)));
    shopify.on('DraftDelete', ({ id: deletedId }) => ({
      data: { draftOrderDelete: { deletedId, userErrors: [] } },
    }));
    const later = { ...draftOrder(true), id: 'gid://shopify/DraftOrder/6', name: '#D6' };
    shopify.on('DraftCreate', { data: { draftOrderCreate: { draftOrder: later, userErrors: [] } } });
    const settled = () =>
      inTime(desk.clock, 1000, () => expect(desk.ledger.drafts.get(id)?.state).not.toBe('creating'));
    return { shopify, settled, ...desk };
  };

  it('takes the place of the draft order that was made nevertheless', async () => {
    const { shopify, selling, ledger, settled } = await madeAndFailed();
    await selling.createDraft(edited, 'Daria');
    expect(shopify.callsOf('DraftByTag')).toHaveLength(0); // Shopify's search may not know it yet
    await settled();
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', name: '#D6' });
    expect(shopify.calls.map(({ operation }) => operation)).toEqual([
      'DraftCreate',
      'DraftByTag',
      'DraftDelete',
      'DraftCreate',
    ]);
    expect(shopify.callsOf('DraftDelete')[0]?.variables).toEqual({ id: 'gid://shopify/DraftOrder/5' });
    expect(shopify.callsOf('DraftCreate')[1]?.variables).toMatchObject({ input: { note: 'A card with it' } });
  });

  it('takes what was made when nothing was edited', async () => {
    const { shopify, selling, ledger, settled } = await madeAndFailed();
    await selling.createDraft(form, 'Daria');
    await settled();
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', name: '#D5' });
    expect(shopify.callsOf('DraftDelete')).toHaveLength(0);
  });

  it('makes nothing new before the old one is known to be deleted', async () => {
    const { shopify, selling, ledger, settled } = await madeAndFailed();
    shopify.once('DraftDelete', 'drop', {
      data: { draftOrderDelete: { deletedId: null, userErrors: [{ field: ['id'], message: 'not there' }] } },
    });
    shopify.on('Draft', { data: { draftOrder: null } });
    await selling.createDraft(edited, 'Daria');
    await settled();
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', name: '#D6' });
    expect(shopify.calls.map(({ operation }) => operation)).toEqual([
      'DraftCreate',
      'DraftByTag',
      'DraftDelete',
      'DraftByTag',
      'DraftDelete',
      'Draft',
      'DraftCreate',
    ]);
  });

  it('does not take the deleted one for the new one while Shopify’s search still finds it', async () => {
    const { shopify, selling, ledger, settled } = await madeAndFailed();
    shopify.once('DraftCreate', 'drop');
    await selling.createDraft(edited, 'Daria');
    await settled();
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', name: '#D6' });
    expect(shopify.callsOf('DraftDelete')).toHaveLength(1);
    expect(shopify.callsOf('DraftCreate')).toHaveLength(3);
  });

  it.each([
    ['is already an order', 'COMPLETED'],
    ['cannot be deleted', 'OPEN'],
  ])('fails and says so when the old one %s', async (words, status) => {
    const { shopify, selling, ledger, settled } = await madeAndFailed();
    const kept = { ...draftOrder(true), status };
    shopify.on('DraftByTag', found(kept));
    shopify.on('Draft', { data: { draftOrder: kept } });
    shopify.on('DraftDelete', {
      data: { draftOrderDelete: { deletedId: null, userErrors: [{ field: null, message: 'no' }] } },
    });
    await selling.createDraft(edited, 'Daria');
    await settled();
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'failed', reason: expect.stringContaining(words) });
    expect(shopify.callsOf('DraftCreate')).toHaveLength(1);
  });
});

describe('the paid order of a draft', () => {
  it('is tied to its draft once, and marks it paid when the money is there', async () => {
    const shopify = await startFakeShopify();
    shopify.on('DraftCreate', created(true));
    const { selling, ledger, clock, heard } = shopOf(shopify);
    await selling.createDraft(form, 'Daria');
    heard.length = 0;
    const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
    const receive = (version: number, paymentStatus: 'pending' | 'paid') => {
      const content = { number: '#1', paymentStatus, customer: {}, items: [], draftTag: tag };
      const order = { source: 'shopify', sourceId: '1', version, content };
      const { orderId } = recorder.record(order, { by: 'shopify', ring: true });
      tieToDraft(ledger, clock, orderId, content);
      return orderId;
    };

    const orderId = receive(1, 'pending');
    expect(ledger.orders.get(orderId)?.draftId).toBe(id);
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', orderId });
    receive(2, 'paid');
    receive(2, 'paid');
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'paid', orderId, name: '#D5', title: 'Bouquet' });
    expect(heard).toHaveLength(2);
  });

  it('with a tag nobody here knows is left alone', async () => {
    const { ledger, clock } = shopOf(await startFakeShopify());
    const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
    const content = {
      number: '#1',
      paymentStatus: 'paid',
      customer: {},
      items: [],
      draftTag: 'orderbell-x',
    } as const;
    const order = { source: 'shopify', sourceId: '1', version: 1, content } as const;
    const { orderId } = recorder.record(order, { by: 'shopify', ring: true });
    expect(tieToDraft(ledger, clock, orderId, content)).toBe(false);
    expect(ledger.orders.get(orderId)?.draftId).toBeUndefined();
  });
});

it('stays paid when Shopify’s last word about the draft comes after the money', async () => {
  const shopify = await startFakeShopify();
  shopify.on('DraftCreate', created(false));
  shopify.on('Draft', { data: { draftOrder: draftOrder(true) } });
  const { selling, ledger, clock } = shopOf(shopify);
  await selling.createDraft(form, 'Daria');
  const content = { number: '#1', paymentStatus: 'paid', customer: {}, items: [], draftTag: tag } as const;
  const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
  const { orderId } = recorder.record(
    { source: 'shopify', sourceId: '1', version: 1, content },
    { by: 'shopify', ring: true },
  );
  tieToDraft(ledger, clock, orderId, content);
  await inTime(clock, 500, () => expect(shopify.callsOf('Draft')).toHaveLength(1));
  await selling.resume();
  expect(ledger.drafts.get(id)?.state).toBe('paid');
  await selling.stop();
});

it('waits with one timer while the shop is signed out, however often a round tries it meanwhile', async () => {
  const shopify = await startFakeShopify();
  shopify.on('DraftCreate', { status: 401 });
  const { selling, clock } = shopOf(shopify);
  await selling.createDraft(form, 'Daria');
  expect(clock.waiting).toBe(1);
  for (let round = 0; round < 5; round += 1) await selling.hurry(id);
  expect(clock.waiting).toBe(1);
  await selling.stop();
});

it('submitted again after the draft order it replaces could not be deleted, makes nothing beside that one', async () => {
  const shopify = await startFakeShopify();
  shopify.on('DraftCreate', created(true));
  const { selling, ledger } = shopOf(shopify);
  await selling.createDraft(form, 'Daria');
  const newer = draftOrderFormSchema.parse({ ...form, key: '7c1d0a52-3f4e-4f0b-8a39-51f4a0a7b902' });
  shopify.on('Draft', { data: { draftOrder: draftOrder(true) } });
  shopify.on('DraftByTag', found());
  const keptThere = { deletedId: null, userErrors: [{ field: null, message: 'no' }] };
  shopify.on('DraftDelete', { data: { draftOrderDelete: keptThere } });
  const isKept = { state: 'failed', reason: expect.stringContaining('cannot be deleted') };
  expect(await selling.replaceDraft(id, newer, 'Daria')).toMatchObject(isKept);
  expect(await selling.createDraft(newer, 'Daria')).toMatchObject(isKept);
  expect(shopify.callsOf('DraftCreate')).toHaveLength(1);

  shopify.on('DraftDelete', { data: { draftOrderDelete: { deletedId: '5', userErrors: [] } } });
  expect(await selling.createDraft(newer, 'Daria')).toMatchObject({ state: 'ready', replaces: id });
  expect(ledger.drafts.get(id)).toMatchObject({ state: 'replaced', replacedBy: newer.key });
  expect(ledger.verify()).toEqual([]);
});

it('is not replaced a second time by who opened its form before another manager replaced it', async () => {
  const shopify = await startFakeShopify();
  shopify.on('DraftCreate', created(true));
  const { selling } = shopOf(shopify);
  await selling.createDraft(form, 'Daria');
  shopify.on('Draft', { data: { draftOrder: draftOrder(true) } });
  shopify.on('DraftByTag', found());
  shopify.on('DraftDelete', { data: { draftOrderDelete: { deletedId: '5', userErrors: [] } } });
  const made = (key: string) => draftOrderFormSchema.parse({ ...form, key });
  await selling.replaceDraft(id, made('7c1d0a52-3f4e-4f0b-8a39-51f4a0a7b902'), 'Daria');
  const before = shopify.callsOf('DraftCreate').length;
  await expect(
    selling.replaceDraft(id, made('7c1d0a52-3f4e-4f0b-8a39-51f4a0a7b903'), 'Ivan'),
  ).rejects.toThrow(/^Daria has changed .+ meanwhile: it is .+ now$/);
  expect(shopify.callsOf('DraftCreate')).toHaveLength(before);
});
