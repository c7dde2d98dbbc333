import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { draftChanged, draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';
import { created, draftOrder, form, found, id, inTime, shopOf, tag } from './draft-shop.ts';

describe('a form edited after a failure', () => {
  const edited = draftOrderFormSchema.parse({ ...form, note: 'A card with it' });
  /** Makes the draft order, then gives an answer that cannot be parsed. */
  const madeAndFailed = async () => {
    const shopify = await startFakeShopify();
    shopify.once('DraftCreate', { data: { draftOrderCreate: { draftOrder: {}, userErrors: [] } } });
    const shop = shopOf(shopify);
    await expect(shop.selling.createDraft(form, 'Daria')).rejects.toMatchObject({ kind: 'bug' });
    shopify.on('DraftByTag', found(draftOrder(true)));
    shopify.on('DraftDelete', ({ id: deletedId }) => ({
      data: { draftOrderDelete: { deletedId, userErrors: [] } },
    }));
    const later = { ...draftOrder(true), id: 'gid://shopify/DraftOrder/6', name: '#D6' };
    shopify.on('DraftCreate', { data: { draftOrderCreate: { draftOrder: later, userErrors: [] } } });
    const settled = () =>
      inTime(shop.clock, 1000, () => expect(shop.ledger.drafts.get(id)?.state).not.toBe('creating'));
    return { shopify, settled, ...shop };
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

  it('does not take the deleted one for new in a lagging search', async () => {
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

it('resubmitted after a failed delete, makes no second draft order', async () => {
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

describe('a change of a link that Shopify refuses', () => {
  const newer = draftOrderFormSchema.parse({
    ...form,
    key: '7c1d0a52-3f4e-4f0b-8a39-51f4a0a7b902',
    customer: { name: 'Olena', email: 'olena@fern.example' },
    reserveHours: 24,
  });
  const tried = (userErrors: readonly object[]) => ({ data: { draftOrderCalculate: { userErrors } } });
  async function sent() {
    const shopify = await startFakeShopify();
    shopify.on('DraftCreate', created(true));
    shopify.on('Draft', { data: { draftOrder: draftOrder(true) } });
    shopify.on('DraftByTag', found());
    shopify.on('DraftDelete', { data: { draftOrderDelete: { deletedId: '5', userErrors: [] } } });
    const shop = shopOf(shopify);
    await shop.selling.createDraft(form, 'Daria');
    return { shopify, ...shop };
  }

  it('leaves the customer’s link as it is, and names the field', async () => {
    const { shopify, selling, ledger } = await sent();
    shopify.on('DraftCalculate', tried([{ field: ['input', 'email'], message: 'Email is invalid' }]));
    await expect(selling.replaceDraft(id, newer, 'Daria')).rejects.toMatchObject({
      kind: 'bad-input',
      message: 'Shopify: Email is invalid',
      field: 'customer.email',
    });
    expect(shopify.callsOf('DraftDelete')).toHaveLength(0);
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', closing: null });
    expect(ledger.drafts.get(draftIdSchema.parse(newer.key))).toBeNull();
  });

  it('ignores stock reserved by the link before it', async () => {
    const { shopify, selling } = await sent();
    shopify.on('DraftCalculate', tried([]));
    await selling.replaceDraft(id, newer, 'Daria');
    expect(shopify.callsOf('DraftCalculate')).toHaveLength(1);
    expect(shopify.callsOf('DraftCalculate')[0]?.variables).not.toHaveProperty('input.reserveInventoryUntil');
    expect(shopify.callsOf('DraftCreate').at(-1)?.variables).toHaveProperty('input.reserveInventoryUntil');
  });

  it('leaves it too when a refused change is submitted again', async () => {
    const { shopify, selling, ledger } = await sent();
    shopify.on('DraftCalculate', tried([]));
    const keptThere = { deletedId: null, userErrors: [{ field: null, message: 'no' }] };
    shopify.once('DraftDelete', { data: { draftOrderDelete: keptThere } });
    expect(await selling.replaceDraft(id, newer, 'Daria')).toMatchObject({ state: 'failed' });
    shopify.on('DraftCalculate', tried([{ field: ['input', 'email'], message: 'Email is invalid' }]));
    await expect(selling.createDraft(newer, 'Daria')).rejects.toThrow('Email is invalid');
    expect(shopify.callsOf('DraftDelete')).toHaveLength(1);
    expect(ledger.drafts.get(id)?.state).toBe('ready');
  });

  it('is made when Shopify was only unreachable before', async () => {
    const { shopify, selling } = await sent();
    shopify.on('DraftCalculate', { status: 503 });
    expect(await selling.replaceDraft(id, newer, 'Daria')).toMatchObject({ state: 'ready' });
  });
});

it('is not replaced twice from a form opened before the first', async () => {
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
  ).rejects.toThrow(/^Daria has replaced .+: it is .+ now$/);
  expect(shopify.callsOf('DraftCreate')).toHaveLength(before);
});

describe('a draft order replaced twice whose first checkout is paid', () => {
  const made = (end: string) =>
    draftOrderFormSchema.parse({ ...form, key: `${form.key.slice(0, -2)}${end}` });
  const [second, third] = [made('a2'), made('a3')];
  const [secondId, thirdId] = [draftIdSchema.parse(second.key), draftIdSchema.parse(third.key)];

  async function replaced() {
    const shopify = await startFakeShopify();
    let count = 0;
    const named = (number: number) => ({
      ...draftOrder(true),
      id: `gid://shopify/DraftOrder/${number}`,
      name: `#D${number}`,
    });
    shopify.on('DraftCreate', () => {
      count += 1;
      return { data: { draftOrderCreate: { draftOrder: named(count), userErrors: [] } } };
    });
    shopify.on('Draft', ({ id: asked }) => ({
      data: { draftOrder: named(Number(String(asked).split('/').at(-1))) },
    }));
    shopify.on('DraftByTag', found());
    shopify.on('DraftDelete', ({ id: deletedId }) => ({
      data: { draftOrderDelete: { deletedId, userErrors: [] } },
    }));
    const shop = shopOf(shopify);
    await shop.selling.createDraft(form, 'Daria');
    await shop.selling.replaceDraft(id, second, 'Daria');
    const { ledger, clock } = shop;
    const pay = () => {
      const content = {
        number: '#1',
        paymentStatus: 'paid',
        customer: {},
        items: [],
        draftTag: tag,
      } as const;
      ledger.transaction(() => {
        const { orderId } = createRecorder({ ledger, clock, enqueueNotices: () => {} }).record(
          { source: 'shopify', sourceId: '1', version: 1, content },
          { by: 'shopify', ring: true },
        );
        tieToDraft(ledger, clock, orderId, content);
      });
    };
    const instead = { state: 'cancelled', reason: '#D1 was paid instead' };
    return { ...shop, shopify, pay, instead };
  }

  it('leaves no newer link open', async () => {
    const { selling, ledger, clock, shopify, pay, instead } = await replaced();
    await selling.replaceDraft(secondId, third, 'Daria');
    expect(ledger.drafts.get(thirdId)).toMatchObject({ state: 'ready', name: '#D3', replaces: secondId });
    pay();
    await inTime(clock, 100, () => expect(ledger.drafts.get(thirdId)).toMatchObject(instead));
    expect(ledger.drafts.get(id)?.state).toBe('paid');
    expect(ledger.drafts.get(secondId)).toMatchObject({ state: 'replaced', replacedBy: thirdId });
    expect(shopify.callsOf('DraftDelete').at(-1)?.variables).toEqual({ id: 'gid://shopify/DraftOrder/3' });
    expect(ledger.verify()).toEqual([]);
  });

  it('lets no waiting one replace a newer one', async () => {
    const { selling, ledger, clock, shopify, pay, instead } = await replaced();
    shopify.once('DraftDelete', { status: 503 });
    await selling.replaceDraft(secondId, third, 'Daria');
    expect(ledger.drafts.get(thirdId)?.state).toBe('creating');
    pay();
    await inTime(clock, 1000, () => expect(ledger.drafts.get(thirdId)).toMatchObject(instead));
    expect(ledger.drafts.get(secondId)).toMatchObject(instead);
    await selling.resume();
    expect(shopify.callsOf('DraftCreate')).toHaveLength(2);
  });

  it('ends when draft orders replace each other in a circle', async () => {
    const { selling, ledger, clock, pay, instead } = await replaced();
    await selling.replaceDraft(secondId, third, 'Daria');
    for (const [draftId, replacedBy] of [
      [secondId, thirdId],
      [thirdId, secondId],
    ] as const) {
      ledger.entries.append(
        draftChanged(
          { draftId, tag: draftTagOf(draftId), state: 'ready', replacedBy },
          { at: clock.now(), by: 'Ivan' },
        ),
      );
    }
    pay();
    await inTime(clock, 100, () => expect(ledger.drafts.get(thirdId)).toMatchObject(instead));
  });
});
