import { describe, expect, it, onTestFinished } from 'vitest';
import { meetingPlace } from '../../../src/main/cluster/role.ts';
import { createStoredShop } from '../../../src/main/intake/shopify/known-shop.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { noticeKind } from '../../../src/main/notice-kinds.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { labelOf, mayBeOtherShops } from '../../../src/main/warehouse/shop-label.ts';
import { createWhose } from '../../../src/main/warehouse/shop-labels.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import { messageOf } from '../../../src/shared/problem.ts';
import { quietLog } from '../../support/log.ts';
import { stepUntil } from '../../support/step-until.ts';
import { anna, clock, eachWithAnnaAndTaras, fake, listen, order, ordersOf, taras } from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const petal = 'petal.myshopify.com';
const bean = 'bean.myshopify.com';
const mistyped = 'petall.myshopify.com';
const ids: Readonly<Record<string, string>> = { [petal]: '11', [bean]: '22' };

/** Shopify tells this computer of the shop. */
const tell = (ledger: Ledger, domain: string, id = ids[domain] ?? ''): boolean =>
  createStoredShop(ledger.settings, domain).keep({
    id,
    domain,
    name: 'Fern',
    currency: 'UAH',
    timezone: 'Europe/Kyiv',
    country: 'UA',
    plan: 'Basic',
    scopes: [],
    missing: [],
  });

/** How a computer of this domain judges a dataset. @param ask asks Shopify which shop the domain is */
function judgeOf(domain: string | null, { config = fake.config, ask = async () => {} } = {}) {
  let reopened = 0;
  const onWhose = () => {
    reopened += 1;
  };
  const parts = { config, ledger: taras, clock, shop: { domain, ask }, isStopped: () => false, onWhose };
  const whose = createWhose(parts);
  return {
    asked: whose.asked,
    reopened: () => reopened,
    /** @returns why it does not use the dataset of this shop */
    refusal(shop: string | null): string | null {
      try {
        whose.hear(labelOf(shop));
        return null;
      } catch (error) {
        return messageOf(error);
      }
    },
    meets: () => meetingPlace(config, taras.settings) !== null,
  };
}

/** A whole computer, with its loops, on which this domain is set. */
function start(ledger: Ledger, domain: string) {
  const config = fake.config;
  let reopened = 0;
  const log = quietLog();
  const warehouse = createWarehouse({
    config,
    shop: { domain },
    ledger,
    clock,
    log,
    random: () => 0.5,
    onWhose: () => {
      reopened += 1;
    },
  });
  const relay = createRelay({ ledger, clock, log, performers: warehouse.performers });
  const desk = listen(ledger, { warehouse });
  for (const loop of [warehouse, relay, desk]) loop.start();
  let stopping: Promise<unknown> | null = null;
  const stop = async (): Promise<void> => {
    stopping ??= Promise.all([relay.stop(), desk.stop(), warehouse.stop()]);
    await stopping;
  };
  onTestFinished(stop);
  return {
    warehouse,
    stop,
    leads: () => desk.role().isLeader,
    problem: () => desk.view().problem,
    /** Whether it would exchange events in this dataset, were it started now. */
    meets: () => meetingPlace(config, ledger.settings) !== null,
    orders: () => ordersOf(ledger),
    maySend(number: number) {
      const orderId = orderIdOf('shopify', String(number));
      const key = noticeKey(orderId, 'Olena');
      const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
      ledger.outbox.put({ kind: noticeKind, key, orderId, payload });
      const message = ledger.outbox.byKey(key);
      if (!message) throw new Error('nothing was enqueued');
      return desk.maySend(message, ledger.orders.get(orderId));
    },
    /** How often the shop was to be opened again, with the dataset or without it. */
    reopened: () => reopened,
  };
}
const until = (check: () => void) => stepUntil(clock, 5_000, check, 20_000);
const minutes = async (count: number): Promise<void> => {
  for (let half = 0; half < 2 * count; half += 1) await clock.advance(30_000);
};
const another = 'The dataset crm belongs to another shop';
const untold = 'Shopify has not yet confirmed which shop this is';
const labels = (table: string) => fake.told(table)?.labels;
/** As by hand, in Google's console. */
function putLabels(next: { readonly [name: string]: string }): void {
  const table = fake.store.table({ datasetId: 'crm', tableId: 'entries' });
  if (!table) throw new Error('there is no table');
  fake.store.put({ ...table, resource: { ...table.resource, labels: next } });
}

/** Makes the dataset Petal's, by Anna's computer, where one order has come. */
async function annaOfPetal() {
  anna.entries.append(order(1));
  tell(anna, petal);
  const computer = start(anna, petal);
  await until(() => expect(fake.ids()).toContain('received:shopify:1'));
  await until(() => expect(labels('entries')).toMatchObject({ orderbell_shop: '11' }));
  return computer;
}

/** What the domain that is set, and the shop that the dataset names, lead to. */
type Step = readonly [domain: string | null, shop: string | null, refusal: string | null];

it.each<[string, readonly string[], readonly Step[]]>([
  [
    'of another shop, also without keychain or Shopify, until its name changes',
    [bean],
    [
      [bean, '11', another],
      [null, '11', another],
      ['baen.myshopify.com', '11', another],
      [bean, '22', null],
    ],
  ],
  [
    'not known before Shopify answered for a mistyped domain',
    [petal],
    [
      [mistyped, '11', untold],
      [petal, '11', null],
    ],
  ],
  [
    'its own, also without Shopify, by the name that was there before',
    [petal],
    [
      [petal, '11', null],
      [null, '22', another],
      [null, null, null],
      [null, '22', another],
      [null, '11', null],
    ],
  ],
  [
    'its own again once the domain of another shop is corrected',
    [bean, petal],
    [
      [bean, '11', another],
      [petal, '11', null],
    ],
  ],
  [
    'its own where the domain is mistyped or changed later',
    [petal],
    [
      [petal, '11', null],
      [mistyped, '11', null],
      ['bloom.myshopify.com', '11', null],
    ],
  ],
  ['its own where it never had a Shopify', [], [[null, '11', null]]],
])('a computer knows whose a dataset is: %s', (_, told, steps) => {
  for (const domain of told) tell(taras, domain);
  let before: string | null = null;
  for (const [domain, shop, refusal] of steps) {
    const { refusal: refusalOf, meets, reopened } = judgeOf(domain);
    expect([refusalOf(shop), meets()]).toEqual([refusal, refusal !== another]);
    expect(reopened()).toBe((refusal === another) === (before === another) ? 0 : 1);
    before = refusal;
  }
});

it.each([
  ['at first', null, 1],
  ['after another domain', bean, 1],
  ['never again', petal, 0],
])('a computer asks Shopify which shop it is before it judges, %s', async (_, before, questions) => {
  if (before !== null) {
    tell(taras, before);
    judgeOf(before).refusal('11');
  }
  let asked = 0;
  const judge = judgeOf(petal, {
    async ask() {
      asked += 1;
      tell(taras, petal);
    },
  });
  await judge.asked();
  expect([judge.refusal('11'), judge.meets(), asked]).toEqual([null, true, questions]);
});

it('a computer with a dataset of its own is one of two, though Shopify told nothing', () => {
  expect(judgeOf(bean).refusal('11')).toBe(untold);
  expect(mayBeOtherShops(taras.settings)).toBe(true);
  const own = judgeOf(bean, { config: { ...fake.config, dataset: 'crm_2' } });
  expect([own.refusal(null), own.reopened()]).toEqual([null, 0]);
  expect(mayBeOtherShops(taras.settings)).toBe(false);
});

describe('two shops on one dataset', () => {
  it('stay two: the second imports and loads nothing', async () => {
    const first = await annaOfPetal();
    const rows = fake.ids();
    taras.entries.append(order(2));
    tell(taras, bean);
    const second = start(taras, bean);
    await until(() => expect(second.problem()).toBe(another));
    await minutes(20);
    expect([first.leads(), second.leads()]).toEqual([true, true]);
    expect([first.orders(), second.orders()]).toEqual([['shopify:1'], ['shopify:2']]);
    expect(fake.ids()).toEqual(rows);
    expect(second.warehouse.status()).toMatchObject({
      state: 'failing',
      problem: another,
      fix: 'Choose another dataset for this shop, like crm_2',
    });
    expect([first.meets(), second.meets()]).toEqual([true, false]);
    expect([first.reopened(), second.reopened()]).toEqual([0, 1]);
  });

  it('exchange and send nothing before Shopify told the second which it is', async () => {
    await annaOfPetal();
    const rows = fake.ids();
    taras.entries.append(order(2));
    const second = start(taras, bean);
    await until(() => expect(second.problem()).toBe(untold));
    expect(await second.maySend(2)).toEqual({ waitMs: 30_000 });
    let answer = await second.maySend(2);
    for (let half = 0; half < 30 && 'waitMs' in answer; half += 1) {
      await minutes(0.5);
      answer = await second.maySend(2);
    }
    expect(answer).toEqual({
      unknown: 'another computer may have sent it; BigQuery has not yet confirmed which shop it belongs to',
    });
    expect(second.warehouse.status()).toMatchObject({ state: 'failing', problem: untold });
    expect([second.orders(), second.reopened(), second.meets()]).toEqual([['shopify:2'], 0, true]);
    tell(taras, bean);
    await until(() => expect(second.reopened()).toBe(1));
    expect([second.meets(), second.orders()]).toEqual([false, ['shopify:2']]);
    expect(fake.ids()).toEqual(rows);
  });

  it('leave a dataset whose label was removed to the next that Shopify told', async () => {
    const first = await annaOfPetal();
    await first.stop();
    tell(taras, bean);
    const second = start(taras, bean);
    await until(() => expect(second.reopened()).toBe(1));
    putLabels({});
    await until(() => expect(second.reopened()).toBe(2));
    await until(() => expect(labels('entries')).toMatchObject({ orderbell_shop: '22' }));
    expect(second.meets()).toBe(true);
  });
});

it('two computers of one shop stay one where a domain is mistyped later', async () => {
  const first = await annaOfPetal();
  tell(taras, petal);
  const second = start(taras, petal);
  await until(() => expect(second.orders()).toEqual(['shopify:1']));
  await second.stop();
  const wrong = start(taras, mistyped);
  anna.entries.append(order(3));
  await until(() => expect(wrong.orders()).toContain('shopify:3'));
  // the role follows the import by one read of BigQuery
  await until(() => expect([first.leads(), wrong.leads()]).toEqual([true, false]));
  expect([wrong.problem(), wrong.reopened(), wrong.meets()]).toEqual([null, 0, true]);
  expect(await first.maySend(3)).toEqual({ ours: true });
  expect(await wrong.maySend(3)).toEqual({ waitMs: 30_000 });
  taras.entries.append(order(4));
  await until(() => expect(first.orders()).toContain('shopify:4'));
  expect(labels('entries')).toMatchObject({ orderbell_shop: '11' });
});

it('a dataset names its shop within a minute of Shopify’s answer', async () => {
  start(anna, petal);
  await until(() => expect(fake.names()).toContain('entries'));
  await minutes(5);
  expect(labels('entries')).not.toHaveProperty('orderbell_shop');
  tell(anna, petal);
  const told = clock.now();
  await until(() => expect(labels('entries')).toMatchObject({ orderbell_shop: '11' }));
  expect(clock.now() - told).toBeLessThan(60_000);
});
