import { describe, expect, it, onTestFinished } from 'vitest';
import { meetingPlace } from '../../../src/main/cluster/role.ts';
import { createStoredShop } from '../../../src/main/intake/shopify/known-shop.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { noticeKind } from '../../../src/main/notice-kinds.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { mayBeOtherShops } from '../../../src/main/warehouse/shop-label.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import { append } from '../../support/desks.ts';
import { quietLog } from '../../support/log.ts';
import { stepUntil } from '../../support/step-until.ts';
import { anna, clock, eachWithAnnaAndTaras, fake, order, taras } from './anna-and-taras.ts';
import { listeningDesk } from './dataset-desk.ts';

eachWithAnnaAndTaras();

const [petal, bean] = ['petal.myshopify.com', 'bean.myshopify.com'];
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

/** A computer as it runs, of the shop whose domain is set there. */
function start(ledger: Ledger, domain: string | null, ask?: () => Promise<void>, config = fake.config) {
  const log = quietLog();
  let turns = 0;
  const warehouse = createWarehouse({
    config,
    shop: { domain, ask },
    ledger,
    clock,
    log,
    random: () => 0.5,
    onWhose: () => {
      turns += 1;
    },
  });
  const relay = createRelay({ ledger, clock, log, performers: warehouse.performers });
  const desk = listeningDesk(ledger, clock, config, { warehouse });
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
    asked: desk.asked,
    listens: () => desk.role().isLeader,
    problem: () => desk.view().problem,
    /** Where it would meet others, were it started now. */
    meets: () => meetingPlace(config, ledger.settings) !== null,
    orders: () => [...ledger.orders.each()].map(({ order: { id } }) => id).toSorted(),
    /** Whether it may tell a manager of an order now. */
    mayTell(number: number) {
      const orderId = orderIdOf('shopify', String(number));
      const key = noticeKey(orderId, 'Olena');
      const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
      ledger.outbox.put({ kind: noticeKind, key, orderId, payload });
      const message = ledger.outbox.byKey(key);
      if (!message) throw new Error('nothing is owed');
      return desk.maySend(message, ledger.orders.get(orderId));
    },
    turns: () => turns,
  };
}
const until = (check: () => void) => stepUntil(clock, 5_000, check, 20_000);
const minutes = async (count: number): Promise<void> => {
  for (let half = 0; half < 2 * count; half += 1) await clock.advance(30_000);
};
const another = 'The dataset crm holds the orders of another shop';
const untold = 'Shopify has not told yet which shop this is';
const labels = (table: string) => fake.told(table)?.labels;
/** As by hand, in Google's console. */
function putLabels(next: { readonly [name: string]: string }): void {
  const table = fake.store.table({ datasetId: 'crm', tableId: 'entries' });
  if (!table) throw new Error('there is no table');
  fake.store.put({ ...table, resource: { ...table.resource, labels: next } });
}
const both = ['shopify:1', 'shopify:2'];

/** Makes the dataset Petal's, by Anna's computer, where one order has come. */
async function annaOfPetal() {
  append({ ledger: anna, clock }, [order(1)]);
  tell(anna, petal);
  const computer = start(anna, petal);
  await until(() => expect(fake.ids()).toContain('received:shopify:1'));
  await until(() => expect(labels('entries')).toMatchObject({ orderbell_shop: '11' }));
  return computer;
}

/** Two computers of Petal, which know of each other; Anna's listens. */
async function twoOfPetal() {
  const first = await annaOfPetal();
  append({ ledger: taras, clock }, [order(2)]);
  tell(taras, petal);
  const second = start(taras, petal);
  await until(() => expect([first.orders(), second.orders()]).toEqual([both, both]));
  await minutes(3);
  return { first, second };
}

describe('two shops on one dataset', () => {
  it('stay two: each listens to its own, and the second takes in nothing and brings nothing', async () => {
    const first = await annaOfPetal();
    const [rows, board] = [fake.ids(), labels('desks')];
    append({ ledger: taras, clock }, [order(2)]);
    tell(taras, bean);
    const second = start(taras, bean);
    await until(() => expect(second.problem()).toBe(another));
    await minutes(20);
    expect([first.listens(), second.listens()]).toEqual([true, true]);
    expect([first.orders(), second.orders()]).toEqual([['shopify:1'], ['shopify:2']]);
    expect(fake.ids()).toEqual(rows);
    expect(Object.keys(labels('desks') ?? {})).toEqual(Object.keys(board ?? {}));
    expect(second.warehouse.status()).toMatchObject({
      state: 'failing',
      problem: another,
      fix: 'Choose another dataset for this shop, such as crm_2',
    });
    expect([first.meets(), second.meets()]).toEqual([true, false]);
    expect([first.turns(), second.turns()]).toEqual([0, 1]);
  });

  it.each([
    { without: 'an open keychain', domain: bean },
    { without: 'Shopify, whose account was emptied', domain: null },
    { without: 'Shopify’s word on the domain that is typed now', domain: 'baen.myshopify.com' },
  ])('stay two at a start without $without', async ({ domain }) => {
    await annaOfPetal();
    tell(taras, bean);
    const before = start(taras, bean);
    await until(() => expect(before.turns()).toBe(1));
    await before.stop();
    const rows = fake.ids();
    append({ ledger: taras, clock }, [order(2)]);
    const again = start(taras, domain);
    await until(() => expect(again.warehouse.status().problem).toBe(another));
    await minutes(10);
    expect([again.meets(), again.turns(), again.orders()]).toEqual([false, 0, ['shopify:2']]);
    expect(fake.ids()).toEqual(rows);
    putLabels({ orderbell_shop: '22' });
    await until(() => expect([again.meets(), again.turns()]).toEqual([true, 1]));
  });

  it('go on as one each where the second begins before its Shopify has answered: it takes in nothing until then, brings nothing, and tells nothing that may be told elsewhere', async () => {
    await annaOfPetal();
    const rows = fake.ids();
    const board = labels('desks');
    append({ ledger: taras, clock }, [order(2)]);
    const second = start(taras, bean);
    await until(() => expect(second.problem()).toBe(untold));
    await minutes(5);
    expect(second.warehouse.status()).toMatchObject({ state: 'failing', problem: untold });
    expect([second.orders(), second.turns(), second.meets()]).toEqual([['shopify:2'], 0, true]);
    expect(fake.ids()).toEqual(rows);
    expect(Object.keys(labels('desks') ?? {})).toEqual(Object.keys(board ?? {}));
    expect(await second.mayTell(2)).toEqual({ waitMs: 30_000 });
    await minutes(2);
    expect(await second.mayTell(2)).toEqual({ waitMs: 30_000 });
    tell(taras, bean);
    await until(() => expect(second.turns()).toBe(1));
    expect([second.meets(), second.orders()]).toEqual([false, ['shopify:2']]);
    expect(fake.ids()).toEqual(rows);
  });

  it('show a person what may have been told elsewhere where Shopify does not answer, and call that unknown, not BigQuery out of reach', async () => {
    await annaOfPetal();
    append({ ledger: taras, clock }, [order(2)]);
    const second = start(taras, bean);
    await until(() => expect(second.problem()).toBe(untold));
    let answer = await second.mayTell(2);
    for (let half = 0; half < 30 && 'waitMs' in answer; half += 1) {
      await minutes(0.5);
      answer = await second.mayTell(2);
    }
    expect(answer).toEqual({
      unknown: 'it is not known yet whose orders BigQuery holds, and another computer may have sent it',
    });
  });

  it('are two also to a computer without Shopify, which knows its own by what stood there before, until it stands there again', async () => {
    const before = await annaOfPetal();
    await before.stop();
    putLabels({ orderbell_shop: '22' });
    const again = start(anna, null);
    await until(() => expect(again.warehouse.status().problem).toBe(another));
    expect([again.meets(), again.turns()]).toEqual([false, 1]);
    putLabels({ orderbell_shop: '11' });
    await until(() => expect([again.meets(), again.turns()]).toEqual([true, 2]));
    await until(() => expect(again.warehouse.status().problem).toBeNull());
  });

  it('are two again to a computer without Shopify whose dataset said nothing in between', async () => {
    const before = await annaOfPetal();
    await before.stop();
    putLabels({ orderbell_shop: '22' });
    const again = start(anna, null);
    await until(() => expect(again.turns()).toBe(1));
    putLabels({});
    await until(() => expect([again.meets(), again.turns()]).toEqual([true, 2]));
    putLabels({ orderbell_shop: '22' });
    await until(() => expect([again.meets(), again.turns()]).toEqual([false, 3]));
  });

  it('are known to be two once the second has a dataset of its own, though Shopify has told it nothing', async () => {
    await annaOfPetal();
    const before = start(taras, bean);
    await until(() => expect(before.problem()).toBe(untold));
    expect(mayBeOtherShops(taras.settings)).toBe(true);
    await before.stop();
    const after = start(taras, bean, undefined, { ...fake.config, dataset: 'crm_2' });
    await until(() => expect(mayBeOtherShops(taras.settings)).toBe(false));
    expect([after.problem(), after.turns(), after.listens()]).toEqual([null, 0, true]);
  });

  it('meet no more once the label is off: the dataset is the next one’s whom Shopify has told', async () => {
    const first = await annaOfPetal();
    await first.stop();
    tell(taras, bean);
    const second = start(taras, bean);
    await until(() => expect(second.turns()).toBe(1));
    putLabels({});
    await until(() => expect(second.turns()).toBe(2));
    await until(() => expect(labels('entries')).toMatchObject({ orderbell_shop: '22' }));
    expect(second.meets()).toBe(true);
  });
});

describe('two computers of one shop on one dataset', () => {
  it('are one shop, as ever', async () => {
    const { first, second } = await twoOfPetal();
    expect([first.listens(), second.listens()]).toEqual([true, false]);
    expect([first.turns(), second.turns()]).toEqual([0, 0]);
  });

  it('are one from the first look of the second on: Shopify is asked which shop it is before that', async () => {
    const first = await annaOfPetal();
    let questions = 0;
    const second = start(taras, petal, async () => {
      questions += 1;
      tell(taras, petal);
    });
    await second.asked;
    expect(second.problem()).toBeNull();
    await until(() => expect(second.orders()).toEqual(['shopify:1']));
    expect([first.listens(), second.listens(), questions]).toEqual([true, false, 1]);
  });

  it('are one as soon as the domain is typed right on the second, which has brought and taken nothing before', async () => {
    await annaOfPetal();
    const wrong = start(taras, 'petall.myshopify.com', async () => {});
    await until(() => expect(wrong.problem()).toBe(untold));
    await wrong.stop();
    const right = start(taras, petal, async () => void tell(taras, petal));
    await until(() => expect(right.orders()).toEqual(['shopify:1']));
    await until(() => expect([right.listens(), right.turns()]).toEqual([false, 0]));
  });

  it('are one at the first look of the second after the domain of this shop is typed there in place of another’s', async () => {
    await annaOfPetal();
    tell(taras, bean);
    const wrong = start(taras, bean);
    await until(() => expect(wrong.turns()).toBe(1));
    await wrong.stop();
    const right = start(taras, petal, async () => void tell(taras, petal));
    await right.asked;
    expect([right.problem(), right.turns(), right.meets()]).toEqual([null, 1, true]);
  });

  it.each([
    { member: 'that has read whose the dataset is', forgets: false },
    { member: 'of a version that could not read it', forgets: true },
  ])(
    'stay one where a domain is mistyped on a computer $member: it keeps its role, and tells nothing twice',
    async ({ forgets }) => {
      const { first, second } = await twoOfPetal();
      await second.stop();
      if (forgets) taras.settings.set('warehouse.shop', null);
      const mistyped = start(taras, 'petall.myshopify.com');
      append({ ledger: anna, clock }, [order(3)]);
      await until(() => expect(mistyped.orders()).toEqual([...both, 'shopify:3']));
      expect([first.listens(), mistyped.listens()]).toEqual([true, false]);
      expect([mistyped.problem(), mistyped.turns(), mistyped.meets()]).toEqual([null, 0, true]);
      expect(await first.mayTell(3)).toEqual({ ours: true });
      expect(await mistyped.mayTell(3)).toEqual({ waitMs: 30_000 });
      append({ ledger: taras, clock }, [order(4)]);
      await until(() => expect(first.orders()).toEqual([...both, 'shopify:3', 'shopify:4']));
      expect(labels('entries')).toMatchObject({ orderbell_shop: '11' });
    },
  );

  it.each([
    { first: 'the one that listens', inTurn: () => [anna, taras] },
    { first: 'the other', inTurn: () => [taras, anna] },
  ])('go on at once after a change of the domain, be it typed first on $first', async ({ inTurn }) => {
    const bloom = 'bloom.myshopify.com';
    const running = await twoOfPetal();
    let computers = new Map([
      [anna, running.first],
      [taras, running.second],
    ]);
    for (const ledger of inTurn()) {
      await computers.get(ledger)?.stop();
      computers = new Map([...computers, [ledger, start(ledger, bloom)]]);
      // before Shopify has said anything of it, and after that
      for (const says of [() => {}, () => tell(ledger, bloom, '11')]) {
        says();
        await minutes(2);
        const all = [...computers.values()];
        expect(all.map(({ problem }) => problem())).toEqual([null, null]);
        expect(all.map(({ turns }) => turns())).toEqual([0, 0]);
        expect(all.filter(({ listens }) => listens())).toHaveLength(1);
        expect(labels('entries')).toMatchObject({ orderbell_shop: '11' });
      }
    }
    append({ ledger: anna, clock }, [order(3)]);
    await until(() => expect(computers.get(taras)?.orders()).toEqual([...both, 'shopify:3']));
  });

  it('are one where the second has no Shopify', async () => {
    const first = await annaOfPetal();
    const second = start(taras, null);
    await until(() => expect(second.orders()).toEqual(['shopify:1']));
    await until(() => expect([first.listens(), second.listens()]).toEqual([true, false]));
  });
});

it('a shop stands on the dataset within a minute of Shopify’s word, and not before', async () => {
  start(anna, petal);
  await until(() => expect(fake.names()).toContain('entries'));
  await minutes(5);
  expect(labels('entries')).not.toHaveProperty('orderbell_shop');
  tell(anna, petal);
  const told = clock.now();
  await until(() => expect(labels('entries')).toMatchObject({ orderbell_shop: '11' }));
  expect(clock.now() - told).toBeLessThan(60_000);
});
