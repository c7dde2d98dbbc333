import { describe, expect, it } from 'vitest';
import type {
  CompletenessView,
  CountedSource,
  Difference,
  NextStep,
} from '../../../src/shared/completeness.ts';
import { inFullForm } from '../../support/form.ts';
import { fact } from '../../support/orders.ts';
import type { WholeShop } from '../../unit/app/whole-shop.ts';
import { startWholeShop } from '../../unit/app/whole-shop.ts';
import { schemaMissing, schemaNote } from '../../unit/sample-shop/schema-file.ts';

const summary = ({ source, stage, why }: Difference) => ({ source, stage, why });

/** One taken order per source, so that nothing is missing. */
async function settled(shop: WholeShop): Promise<void> {
  shop.shopify.shopping.buyOnline();
  shop.marketplaces.bloomdash();
  await comes(shop, 2);
  await takeAll(shop);
  await complete(shop);
}

async function comes(shop: WholeShop, orders: number): Promise<void> {
  await shop.until(async () => {
    const { rows } = await shop.call('orders.list', { view: 'all', text: '', offset: 0, limit: 50 });
    const all = await Promise.all(rows.map(({ id }) => shop.call('orders.get', { id })));
    const arrived = all.filter(
      ({ order, warehouse }) =>
        warehouse === 'committed' && order.notifications.some(({ state }) => state === 'sent'),
    );
    expect(arrived.length).toBeGreaterThanOrEqual(orders);
  });
}

async function takeAll(shop: WholeShop): Promise<void> {
  const { rows } = await shop.call('orders.list', { view: 'new', text: '', offset: 0, limit: 50 });
  for (const { id } of rows) await shop.call('orders.take', { id });
}

/** Polls all sources and waits until every order is everywhere. */
async function complete(shop: WholeShop): Promise<CompletenessView> {
  await shop.until(async () => {
    expect((await shop.call('sync.get', undefined)).differences).toEqual([]);
  });
  const view = await shop.call('sync.checkNow', {});
  expect(view.differences).toEqual([]);
  return view;
}

async function take(shop: WholeShop, next: NextStep | undefined): Promise<void> {
  switch (next?.do) {
    case 'fetch':
      await shop.call('sync.fetch', { source: next.source, id: next.id });
      return;
    case 'read-again':
      await shop.call('sync.readAgain', { document: next.document });
      return;
    case 'retry':
      await shop.call('outbox.retry', { id: next.message });
      return;
    case 'hurry':
      await shop.call('sync.hurry', undefined);
      return;
    case 'open':
      await shop.call('orders.take', { id: next.order });
      return;
    default:
      throw new Error('there is no next step');
  }
}

/** Polls until differences of the first seconds are no longer hidden. */
async function missing(shop: WholeShop, source?: CountedSource): Promise<readonly Difference[]> {
  let differences: readonly Difference[] = [];
  await shop.until(async () => {
    ({ differences } = await shop.call('sync.checkNow', { source }));
    expect(differences).not.toEqual([]);
  });
  return differences;
}

const today = (view: CompletenessView, source: string) =>
  view.days[0]?.sources.find((one) => one.source === source);

describe.skipIf(schemaMissing)(`an order missing somewhere${schemaNote}`, () => {
  it('reports no difference, with its time, when nothing is missing', async () => {
    const shop = await startWholeShop();
    await settled(shop);
    const view = await complete(shop);
    const everywhere = { atSource: 1, inLedger: 1, inWarehouse: 1, notified: 1, taken: 1, late: [] };
    expect(today(view, 'shopify')).toMatchObject({ ...everywhere, askedAt: expect.any(Number) });
    expect(today(view, 'mail:bloomdash')).toMatchObject({ ...everywhere, askedAt: expect.any(Number) });
    expect(today(view, 'mail:dostavo')).toMatchObject({ atSource: 0, inLedger: 0 });
    expect(view.timeZone).toBe('Europe/Kyiv');
    expect(view.proven.map(({ at }) => at)).not.toContain(null);
    expect(view.proven).toHaveLength(4);
  }, 60_000);

  it('is reported when only Shopify has it, and imported after a fetch', async () => {
    const shop = await startWholeShop();
    await settled(shop);
    const order = shop.shopify.shopping.buyOnline();
    // a lost webhook of an order that the polling already passed
    hide(shop, order);
    const { differences } = await shop.call('sync.checkNow', { source: 'shopify' });
    expect(differences.map(summary)).toEqual([{ source: 'shopify', stage: 'ledger', why: 'not-fetched' }]);
    expect(differences[0]).toMatchObject({ number: `#${order.number}`, order: null, late: true });
    const strip = await shop.call('health.counts', undefined);
    expect(strip.sources.find(({ source }) => source === 'shopify')).toMatchObject({
      atSource: 2,
      inLedger: 1,
      late: ['ledger'],
    });
    expect(strip.sources.filter(({ late }) => late.length > 0)).toHaveLength(1);

    await take(shop, differences[0]?.next);
    await comes(shop, 3);
    await takeAll(shop);
    await complete(shop);
  }, 60_000);

  it('is reported when its mail was never fetched, and imported after', async () => {
    const shop = await startWholeShop();
    await settled(shop);
    const { ledger } = shop;
    shop.marketplaces.dostavo();
    // the mailbox history has moved past it
    const checkpoint = JSON.parse(ledger.checkpoints.get('gmail') ?? '{}');
    const historyId = String(shop.gmail.mailbox.historyId());
    ledger.checkpoints.set('gmail', JSON.stringify({ ...checkpoint, historyId }));
    const differences = await missing(shop, 'mail:dostavo');
    expect(differences.map(summary)).toEqual([
      { source: 'mail:dostavo', stage: 'ledger', why: 'not-fetched' },
    ]);

    await take(shop, differences[0]?.next);
    await comes(shop, 3);
    await takeAll(shop);
    await complete(shop);
  }, 60_000);

  it('is reported with the reason when its stored mail cannot be read', async () => {
    let isBroken = false;
    const shop = await startWholeShop((ledger) => ({
      ...ledger,
      readings: {
        ...ledger.readings,
        put(reading) {
          if (isBroken) throw new Error('the reading could not be kept');
          ledger.readings.put(reading);
        },
      },
    }));
    await settled(shop);
    isBroken = true;
    shop.marketplaces.dostavo();
    await shop.until(async () => {
      expect((await shop.call('sync.get', undefined)).differences).toHaveLength(1);
    });
    const { differences } = await shop.call('sync.checkNow', {});
    expect(differences.map(summary)).toEqual([{ source: 'mail:dostavo', stage: 'ledger', why: 'parked' }]);
    expect(differences[0]?.reason).toBe('the reading could not be kept');

    isBroken = false;
    await take(shop, differences[0]?.next);
    await comes(shop, 3);
    await takeAll(shop);
    await complete(shop);
  }, 60_000);

  inFullForm(() => {
    it('is reported with the reason when BigQuery lacks it, and reloaded', async () => {
      const shop = await startWholeShop();
      await settled(shop);
      shop.bigquery.isOpen = false;
      shop.shopify.shopping.buyOnline();
      await shop.until(async () => {
        const { differences } = await shop.call('sync.checkNow', { source: 'shopify' });
        expect(differences.map(summary)).toEqual([{ source: 'shopify', stage: 'warehouse', why: 'waiting' }]);
        expect(differences[0]?.reason).not.toBeNull();
      });
      const { differences } = await shop.call('sync.get', undefined);

      shop.bigquery.isOpen = true;
      await take(shop, differences[0]?.next);
      await comes(shop, 2);
      await takeAll(shop);
      await complete(shop);
    }, 60_000);
  });

  inFullForm(() => {
    it('reaches BigQuery with one click when its whole load was parked', async () => {
      let isBroken = false;
      const shop = await startWholeShop((ledger) => ({
        ...ledger,
        warehouse: {
          ...ledger.warehouse,
          range(batch) {
            if (isBroken) throw new Error('the entries could not be read');
            return ledger.warehouse.range(batch);
          },
        },
      }));
      await settled(shop);
      isBroken = true;
      const touch = { subscriberId: '77', name: 'Lina', wantsManager: false };
      const at = shop.clock.now();
      shop.ledger.entries.append(fact({ id: 't77', kind: 'touched', orderId: null, at, data: touch }));
      shop.shopify.shopping.buyOnline();
      shop.marketplaces.bloomdash();
      await shop.until(async () => {
        const { differences } = await shop.call('sync.get', undefined);
        expect(differences.filter(({ stage }) => stage === 'warehouse')).toHaveLength(2);
      });
      const { differences, loadsAside } = await shop.call('sync.get', undefined);
      expect(differences.map(({ next }) => next)).toEqual([{ do: 'hurry' }, { do: 'hurry' }]);
      expect(loadsAside).toMatchObject({ reason: 'the entries could not be read' });

      isBroken = false;
      await take(shop, { do: 'hurry' });
      await comes(shop, 4);
      await takeAll(shop);
      expect((await complete(shop)).loadsAside).toBeNull();
      expect(shop.ledger.warehouse.counts().parked).toBe(0);
      expect(shop.ledger.outbox.parked()).toEqual([]);
    }, 60_000);
  });

  it('is reported with the reason without a notification, and notified on retry', async () => {
    const shop = await startWholeShop();
    await settled(shop);
    shop.annaWrote(48);
    shop.shopify.shopping.buyOnline();
    await shop.until(async () => {
      const { differences } = await shop.call('sync.checkNow', { source: 'shopify' });
      expect(differences.map(summary)).toEqual([{ source: 'shopify', stage: 'notified', why: 'refused' }]);
    });
    const { differences } = await shop.call('sync.get', undefined);
    expect(differences[0]?.reason).toContain('24');

    shop.annaWrote(0);
    await take(shop, differences[0]?.next);
    await comes(shop, 3);
    await takeAll(shop);
    await complete(shop);
  }, 60_000);

  inFullForm(() => {
    it('is reported while nobody takes it, and not afterwards', async () => {
      const shop = await startWholeShop();
      await settled(shop);
      shop.shopify.shopping.buyOnline();
      await comes(shop, 3);
      const differences = await missing(shop);
      expect(differences.map(summary)).toEqual([{ source: 'shopify', stage: 'taken', why: 'untaken' }]);
      await take(shop, differences[0]?.next);
      await complete(shop);
    }, 60_000);
  });

  inFullForm(() => {
    it('is reported once when Shopify has a paid payment link for it', async () => {
      const shop = await startWholeShop();
      await settled(shop);
      const { id } = await shop.call('drafts.create', {
        key: '7c6f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c12',
        currency: 'UAH',
        items: [{ title: 'Ribbon', quantity: 1, unitPrice: '20.50' }],
        customer: { name: 'Olena' },
      });
      await shop.until(() => expect(shop.ledger.drafts.get(id)?.state).toBe('ready'));
      const { drafts, store } = shop.shopify;
      const draft = drafts.newestPayable();
      if (!draft) throw new Error('there is no draft order to pay');
      const order = drafts.complete(draft, drafts.buyerOf(draft), 'paid');
      hide(shop, store.orders.get(order.id) ?? order);
      const differences = await missing(shop);
      expect(differences.map(summary)).toEqual([
        { source: 'pay-links', stage: 'ledger', why: 'not-fetched' },
      ]);
      expect(differences[0]).toMatchObject({ number: `#${order.number}`, customerName: 'Olena' });

      await take(shop, differences[0]?.next);
      expect(shop.ledger.drafts.get(id)?.orderId).toBe(`shopify:${order.id}`);
      await comes(shop, 3);
      await takeAll(shop);
      await complete(shop);
    }, 60_000);
  });

  it('is reported as unchecked when a source is down, not zero', async () => {
    const shop = await startWholeShop();
    await settled(shop);
    await shop.gmail.stop();
    const view = await shop.call('sync.checkNow', {});
    expect(today(view, 'mail:bloomdash')).toMatchObject({ atSource: 1, problem: expect.any(String) });
    expect(view.differences).toEqual([]);
  }, 60_000);
});

/** Shopify dates it before everything that the polling still checks. */
function hide(
  { shopify, clock }: WholeShop,
  order: ReturnType<WholeShop['shopify']['shopping']['buyOnline']>,
) {
  const orders = shopify.store.orders as Map<bigint, typeof order>; // the map of the fake Shopify
  const before = clock.now() - 30 * 60_000;
  orders.set(order.id, { ...order, createdAt: before, updatedAt: before });
}
