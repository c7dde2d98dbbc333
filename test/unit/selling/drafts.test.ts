import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import { soon } from '../../support/soon.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';
import {
  created,
  draftOrder,
  form,
  found,
  id,
  impatient,
  inTime,
  refused,
  shopOf,
  tag,
} from './draft-shop.ts';

describe('a custom order', () => {
  it('becomes one draft order, shown when Shopify has calculated it', async () => {
    const shopify = await startFakeShopify();
    shopify.on('DraftCreate', created(false));
    shopify.once('Draft', { data: { draftOrder: draftOrder(false) } });
    shopify.on('Draft', { data: { draftOrder: draftOrder(true) } });
    const { selling, clock, ledger, announced } = shopOf(shopify);

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
    expect(announced.at(-1)).toEqual({ kind: 'drafts-changed', ids: [id] });
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

  it('is refused under the key of an earlier, different one', async () => {
    const shopify = await startFakeShopify();
    shopify.on('DraftCreate', { status: 401 });
    const { selling, ledger } = shopOf(shopify);
    const waits = await selling.createDraft(form, 'Anna');
    expect(waits.state).toBe('creating');
    const [line] = form.items;
    const ivan = {
      ...form,
      items: line ? [{ ...line, title: 'Cake', quantity: 2 }] : [],
      customer: { name: 'Ivan' },
    };
    await expect(selling.createDraft(ivan, 'Anna')).rejects.toMatchObject({ kind: 'refused', field: 'key' });
    expect(await selling.createDraft({ ...form, note: '' }, 'Anna')).toEqual(waits);
    expect(ledger.drafts.list(9)).toHaveLength(1);
    expect(selling.formOf(id)).toEqual(form);
    await selling.stop();
  });

  it('refused by Shopify fails at its field, and can be corrected', async () => {
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
      const { selling, clock, ledger } = shopOf(
        shopify,
        undefined,
        failure === 'hang' ? impatient : undefined,
      );
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

  it('aborts a hanging call at stop, and checks at the next start', async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', 'hang');
    const stopped = shopOf(shopify, undefined, 60_000);
    const lost = stopped.selling.createDraft(form, 'Daria');
    await soon(() => expect(shopify.callsOf('DraftCreate')).toHaveLength(1));
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

  it('is resumed after a crash, without a second draft order', async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', 'hang');
    const crashed = shopOf(shopify, undefined, impatient);
    const lost = crashed.selling.createDraft(form, 'Daria');
    await soon(() => expect(shopify.callsOf('DraftCreate')).toHaveLength(1));

    const { clock, ledger, selling } = shopOf(shopify, crashed);
    await lost;
    await crashed.selling.stop();
    shopify.on('DraftByTag', found(draftOrder(true)));
    await selling.resume();
    await inTime(clock, 5000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
    expect(shopify.callsOf('DraftCreate')).toHaveLength(1);
    await selling.resume();
    expect(shopify.callsOf('DraftByTag')).toHaveLength(1); // nothing is pending any more
  });
});

describe('the paid order of a draft', () => {
  it('is tied to its draft once, which it marks paid', async () => {
    const shopify = await startFakeShopify();
    shopify.on('DraftCreate', created(true));
    const { selling, ledger, clock, announced } = shopOf(shopify);
    await selling.createDraft(form, 'Daria');
    announced.length = 0;
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
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
    expect(announced).toHaveLength(2);
  });

  it('with an unknown tag is left alone', async () => {
    const { ledger, clock } = shopOf(await startFakeShopify());
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
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

it('stays paid when an older state of the draft arrives', async () => {
  const shopify = await startFakeShopify();
  shopify.on('DraftCreate', created(false));
  shopify.on('Draft', { data: { draftOrder: draftOrder(true) } });
  const { selling, ledger, clock } = shopOf(shopify);
  await selling.createDraft(form, 'Daria');
  const content = { number: '#1', paymentStatus: 'paid', customer: {}, items: [], draftTag: tag } as const;
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
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

it('waits with one timer while signed out, whatever the rounds', async () => {
  const shopify = await startFakeShopify();
  shopify.on('DraftCreate', { status: 401 });
  const { selling, clock } = shopOf(shopify);
  await selling.createDraft(form, 'Daria');
  expect(clock.waiting).toBe(1);
  for (let round = 0; round < 5; round += 1) await selling.hurry(id);
  expect(clock.waiting).toBe(1);
  await selling.stop();
});
