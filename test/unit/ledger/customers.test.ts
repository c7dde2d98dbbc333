import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTies } from '../../../src/main/customers/tie-customers.ts';
import { catchUp } from '../../../src/main/ledger/catch-up.ts';
import { rebuildContacts } from '../../../src/main/ledger/contacts.ts';
import { rebuildCustomers } from '../../../src/main/ledger/customer-index/rebuild.ts';
import { createCustomers } from '../../../src/main/ledger/customers.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import { type FakeClock, fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, type OrderParts, received } from '../../support/orders.ts';
import { heard, planOf } from '../../support/plans.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
});

const blank = { customer: {}, items: [], address: undefined };
const add = (sourceId: string, parts: OrderParts) =>
  ledger.entries.append(received(incomingOrder({ sourceId, ...blank, ...parts })));
const found = (text: string) => ledger.customers.search(text, 8);
const names = (text: string) => found(text).map(({ name }) => name);
const touch = (id: string, name: string) =>
  ledger.entries.append(
    fact({
      id: `touch:${id}:${name}`,
      kind: 'touched',
      orderId: null,
      data: { subscriberId: id, name, wantsManager: true },
    }),
  );

describe('a customer is found', () => {
  it.each([
    '067 123 45 68',
    '+38 (067) 123-45-68',
    '8 067 123 45 68',
    '0671234568',
    '1234568',
    '45 68',
    '+38067',
    'olena@',
    'OLENA@petal.example',
    'Олена',
    'Шевчук Олена',
    'олен шевч',
    'Olena Shevchuk',
    'shevchuk olena',
    'шевчук 067',
  ])('by %s', (typed) => {
    add('1', {
      customer: { name: 'Олена Шевчук', phone: '8 (067) 123-45-68', email: 'olena@petal.example' },
    });
    add('2', { customer: { name: 'Andrii Bondar', phone: '+380509998877', email: 'a@bondar.example' } });
    expect(names(typed)).toEqual(['Олена Шевчук']);
  });

  it.each([
    ['Юрій Панчук', 'Yuriy Panchuk'],
    ['Yurii Panchuk', 'юрий панчук'],
    ['Євген Щербак', 'Yevhen Shcherbak'],
    ['Христина Гринь', 'Khrystyna Hryn'],
    ['Grzegorz Brzęczyszczykiewicz', 'grzegorz brzeczyszcz'],
    ['Łucja Żak', 'lucja zak'],
    ['Дар’я Об’єднана', 'дарʼя обєднана'],
  ])('%s by %s', (name, typed) => {
    add('1', { customer: { name, phone: '+380671234568' } });
    expect(names(typed)).toEqual([name]);
  });

  it.each([
    'Марія',
    'Юлія',
    'Наталія',
    'Вікторія',
    'Анастасія',
    'Матвієнко',
    'Сергієнко',
    'Сергей',
    'Андрей',
    'Майя',
    'Maria',
    'Daniel',
    'Piotr',
    'Agnieszka',
    'Sergei',
    'Mykhailo',
    'Shcherbak',
    'Maia',
  ])('%s by every prefix of it, and no other name', (name) => {
    add('1', { customer: { name, phone: '+380671234568' } });
    for (const [at, other] of ['Borys', 'Мирон', 'Макар', 'Сава', 'Ольга'].entries()) {
      add(`${at + 2}`, { customer: { name: other, phone: `+38050999887${at}` } });
    }
    const letters = Array.from(name);
    const beginnings = letters.slice(1).map((_, at) => letters.slice(0, at + 2).join(''));
    expect(beginnings.filter((typed) => !names(typed).includes(name))).toEqual([]);
    expect(names(letters.slice(0, 3).join(''))).toEqual([name]);
  });

  it('by nothing shorter than two signs, and by no operator', () => {
    add('1', { customer: { name: 'Or Not', phone: '+380671234568' } });
    for (const typed of ['', ' ', 'o', '*', '"', 'NEAR(', 'words:x']) expect(names(typed)).toEqual([]);
    expect(names('OR NOT')).toEqual(['Or Not']);
  });
});

describe('orders are one customer’s', () => {
  it('by equal phone or e-mail, over all sources and orders of arrival', () => {
    const orders: readonly [string, OrderParts][] = [
      ['a', { customer: { name: 'Olena', phone: '+380671234568' }, source: 'mail:dostavo' }],
      ['b', { customer: { name: 'Олена Шевчук', phone: '067 123 45 68', email: 'o@petal.example' } }],
      ['c', { customer: { name: 'O. Shevchuk', email: 'O@petal.example' }, source: 'manual' }],
      ['d', { customer: { name: 'Olena', phone: '+380500000000' } }],
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...orders], { minLength: 4 }), (shuffled) => {
        ledger = memoryLedger();
        for (const [id, parts] of shuffled) add(id, parts);
        const counts = found('olena').map(({ bySource }) => bySource.map(({ source }) => source));
        expect(counts.toSorted((a, b) => b.length - a.length)).toEqual([
          ['mail:dostavo', 'manual', 'shopify'],
          ['shopify'],
        ]);
        expect(ledger.verify()).toEqual([]);
      }),
      { numRuns: 24 },
    );
  });

  it('with what each source’s orders came to, cancelled ones left out', () => {
    const customer = { name: 'Olena', phone: '+380671234568' };
    add('a', { customer, total: { minor: 10_000, currency: 'UAH' } });
    add('b', { customer, total: { minor: 5_000, currency: 'UAH' } });
    add('c', { customer, total: { minor: 900, currency: 'EUR' }, cancelledAt: '2025-03-04T10:00:00Z' });
    expect(found('olena')[0]?.bySource).toEqual([
      { source: 'shopify', orders: 3, spent: [{ minor: 15_000, currency: 'UAH' }] },
    ]);
  });

  it('less what was given back', () => {
    const customer = { name: 'Olena', phone: '+380671234568' };
    const total = { minor: 10_000, currency: 'UAH' };
    add('a', { customer, total, refunded: total });
    add('b', { customer, total, refunded: { minor: 4_000, currency: 'UAH' } });
    add('c', { customer, total, refunded: { minor: 90, currency: 'EUR' } });
    expect(found('olena')[0]?.bySource).toEqual([
      { source: 'shopify', orders: 3, spent: [{ minor: 16_000, currency: 'UAH' }] },
    ]);
  });

  it('counting an order’s copy in Shopify with its original', () => {
    const customer = { name: 'Olena', phone: '+380671234568' };
    const total = { minor: 10_000, currency: 'UAH' };
    add('m', { source: 'manual', customer, total });
    for (const [id, paymentStatus] of [
      ['7', 'paid'],
      ['8', 'pending'],
    ] as const) {
      add(id, { customer, total, paymentStatus });
      const data = { of: orderIdOf('manual', 'm'), tag: 't' };
      ledger.entries.append(
        fact({ id: `copy-of:${id}`, kind: 'copy-of', orderId: orderIdOf('shopify', id), data }),
      );
    }
    expect(found('olena')).toMatchObject([
      {
        bySource: [{ source: 'manual', orders: 1, spent: [total] }],
        copies: { orders: 2, spent: [total] },
      },
    ]);
  });

  describe('as the Customers page has it', () => {
    const phone = '+380671234568';
    const id = (sourceId: string) => orderIdOf('shopify', sourceId);
    const addressesFor = (text: string) =>
      found(text).map(({ address, bySource }) => [address, bySource.map(({ orders }) => orders)]);

    it('apart after a manager’s split, and joined again by undo', async () => {
      const ties = createTies({ ledger, clock });
      add('1', { customer: { name: 'Olena Koval', phone }, address: 'Lypska 1' });
      await clock.advance(1);
      add('2', { customer: { name: 'O Koval', phone, email: 'oksana@petal.example' }, address: 'Podil 2' });
      expect(addressesFor('067 123 45 68')).toEqual([['Podil 2', [2]]]);
      const { before } = ties.part(id('1'), id('2'), false, 'Anna');
      expect(addressesFor('067 123 45 68')).toEqual([
        ['Podil 2', [1]],
        ['Lypska 1', [1]],
      ]);
      expect(new Set(found('067 123 45 68').map(({ key }) => key)).size).toBe(2);
      // the phone is both’s, the name is not
      expect(addressesFor('olena')).toEqual([['Lypska 1', [1]]]);
      expect(addressesFor('oksana')).toEqual([['Podil 2', [1]]]);
      ties.putBack(before, 'Anna');
      expect(addressesFor('olena')).toEqual([['Podil 2', [2]]]);
    });

    it('joined after a manager’s join, found by either contact', () => {
      add('1', { customer: { name: 'Olena Koval', phone } });
      add('2', { customer: { name: 'Oksana Koval', phone: '+380509998877' } });
      expect(addressesFor('koval')).toHaveLength(2);
      createTies({ ledger, clock }).join(id('1'), id('2'), 'Anna');
      for (const typed of ['koval', '067 123', '050 999', 'oksana']) {
        expect([typed, addressesFor(typed)]).toEqual([typed, [[null, [2]]]]);
      }
      expect(found('067 123')[0]?.key).toBe(found('050 999')[0]?.key);
    });

    it('apart where their names say that they only share a phone', () => {
      add('1', { customer: { name: 'Olena Koval', phone }, address: 'Lypska 1' });
      add('2', { customer: { name: 'Petro Bondar', phone }, address: 'Podil 2' });
      expect(addressesFor('petro')).toEqual([['Podil 2', [1]]]);
      expect(addressesFor('067 123 45 68')).toHaveLength(2);
    });

    it('with nothing of a part from an unverified sender', async () => {
      add('1', { customer: { name: 'Olena Koval', phone }, address: 'Lypska 1' });
      await clock.advance(1);
      const customer = { name: 'Mallory', phone: '+380509998877' };
      const review = [{ code: 'unverified-sender' }] as const;
      add('2', { source: 'mail:dostavo', customer, address: 'Podil 2', review });
      const data = { other: id('1'), verdict: 'merged', decision: 1 } as const;
      ledger.entries.append(fact({ id: 'm', kind: 'same-decided', orderId: 'mail:dostavo:2', data }));
      expect(ledger.orders.get(orderIdOf('mail:dostavo', '2'))).toMatchObject({
        quarantined: true,
        partOf: { id: id('1') },
      });
      expect(found('olena')).toMatchObject([{ name: 'Olena Koval', phone, address: 'Lypska 1' }]);
    });
  });

  it('but not by a phone of too many orders', () => {
    for (let each = 0; each < 9; each += 1) {
      add(`${each}`, {
        customer: { name: `Guest ${each}x`, phone: '+380440000000', email: `g${each}@x.example` },
      });
    }
    expect(found('guest 3x').map(({ bySource }) => bySource[0]?.orders)).toEqual([1]);
    expect(found('044 000 00 00').map(({ bySource }) => bySource[0]?.orders)).toEqual([9]);
  });

  it('not with an unverified sender or a test order', () => {
    add('1', {
      source: 'mail:dostavo',
      customer: { name: 'Olena', phone: '+380671234568' },
      review: [{ code: 'unverified-sender' }],
    });
    add('2', { customer: { name: 'Olena', phone: '+380671234568' }, test: true });
    expect(names('olena')).toEqual([]);
    ledger.entries.append(fact({ id: 'r', kind: 'released', orderId: 'mail:dostavo:1', data: {} }));
    expect(names('olena')).toEqual(['Olena']);
    expect(ledger.verify()).toEqual([]);
  });

  it('and leave a phone that was corrected', () => {
    add('1', { customer: { name: 'Olena', phone: '+380671234568' } });
    const order = incomingOrder({
      ...blank,
      sourceId: '1',
      version: 2,
      customer: { name: 'Oleh', phone: '+380509998877' },
    });
    ledger.entries.append(fact({ id: 'u', kind: 'order-updated', orderId: 'shopify:1', data: { order } }));
    expect(names('olena')).toEqual([]);
    expect(names('0671234568')).toEqual([]);
    expect(names('0509998877')).toEqual(['Oleh']);
    expect(ledger.verify()).toEqual([]);
  });
});

it('has the latest address, phone, e-mail and Shopify id', async () => {
  const customer = { name: 'Olena', phone: '+380671234568' };
  add('1', { customer: { ...customer, email: 'o@petal.example', id: '7300000000001' }, address: 'Old 1' });
  await clock.advance(1);
  add('2', { customer, address: 'New 2', source: 'manual' });
  expect(found('olena')[0]).toMatchObject({
    name: 'Olena',
    phone: '+380671234568',
    email: 'o@petal.example',
    address: 'New 2',
    shopifyId: 'gid://shopify/Customer/7300000000001',
    lastOrder: { number: '#2' },
  });
});

it('finds a person in Messenger, with the orders of the chat', () => {
  touch('42', 'Lina Bergström');
  expect(found('lina')).toMatchObject([{ name: 'Lina Bergström', subscriberId: '42', lastOrder: null }]);
  ledger.entries.append(
    fact({
      id: 'd',
      kind: 'draft-changed',
      orderId: null,
      data: { draftId: 'd1', state: 'paid', tag: 't', subscriberId: '42' },
    }),
  );
  add('1', { customer: { name: 'L. Bergstrom', phone: '+380671234568' }, address: 'Kyiv, Lypska 1' });
  ledger.entries.append(
    fact({ id: 'l', kind: 'draft-linked', orderId: 'shopify:1', data: { draftId: 'd1', tag: 't' } }),
  );
  for (const typed of ['lina', '067 123', 'bergstrom']) {
    expect(found(typed), typed).toMatchObject([
      { subscriberId: '42', phone: '+380671234568', address: 'Kyiv, Lypska 1' },
    ]);
  }
});

describe('the payer of a link made for another person in Messenger', () => {
  const petro = { name: 'Petro Bondar', phone: '+380509998877' };
  const olena = { name: 'Olena Koval', phone: '+380671234568' };
  /** Links made in her chat for others, each with its payer. */
  function links(madeFor: string, ...paidBy: readonly NonNullable<OrderParts['customer']>[]): void {
    touch('42', 'Olena Sunny');
    for (const [at, customer] of paidBy.entries()) {
      const tie = { draftId: `d${at}`, tag: `t${at}`, subscriberId: '42' };
      const data = { ...tie, state: 'paid', customerName: madeFor };
      ledger.entries.append(fact({ id: `d${at}`, kind: 'draft-changed', orderId: null, data }));
      add(`${at}`, { customer });
      ledger.entries.append(
        fact({ id: `l${at}`, kind: 'draft-linked', orderId: `shopify:${at}`, data: tie }),
      );
    }
  }

  it('is not offered with the other’s Messenger, who keeps it', () => {
    links('Olena K.', olena, petro);
    for (const typed of ['petro', '050 999']) {
      expect(found(typed), typed).toMatchObject([{ name: 'Petro Bondar', subscriberId: null }]);
    }
    for (const typed of ['olena', '067 123', 'sunny']) {
      expect(found(typed), typed).toMatchObject([{ name: 'Olena Koval', subscriberId: '42' }]);
    }
  });

  it('is not offered with it either where the other has no order', () => {
    links('Olena', petro);
    for (const typed of ['petro', '050 999']) {
      expect(found(typed), typed).toMatchObject([{ name: 'Petro Bondar', subscriberId: null }]);
    }
    for (const typed of ['olena', 'sunny']) {
      expect(found(typed), typed).toMatchObject([
        { name: 'Olena Sunny', subscriberId: '42', phone: null, lastOrder: null },
      ]);
    }
  });

  it('is offered with it where the link was made in that name', () => {
    links('Petro Bondar', petro);
    expect(found('050 999')).toMatchObject([{ name: 'Petro Bondar', subscriberId: '42' }]);
  });

  it('queries the chat once per search, with any number of payers', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orderbell-talk-'));
    const file = join(dir, 'ledger.db');
    ledger = openLedger({ file, clock, deskId: workstationIdSchema.parse('desk-1') });
    const paidBy = ['Petro', 'Iryna', 'Taras', 'Maksym', 'Bohdan', 'Halyna', 'Roman'];
    links('Olena', ...paidBy.map((name, at) => ({ name, phone: `+38050999887${at}` })));
    const readAlone = openDatabase(file, { readOnly: true });
    try {
      const { asked, database } = heard(readAlone);
      expect(createCustomers(database, ledger.people).search('sunny', 8)).toMatchObject([
        { name: 'Olena Sunny' },
      ]);
      expect(asked.filter(([sql]) => sql.includes('card_keys'))).toHaveLength(1);
    } finally {
      readAlone.close();
      ledger.close();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

it('is rebuilt from its own orders, without a scan of others', () => {
  const database = openDatabase(':memory:');
  migrate(database);
  add('1', { customer: { name: 'Olena', phone: '+380671234568' } });
  const order = ledger.orders.get(orderIdOf('shopify', '1'));
  database.run(
    `INSERT INTO orders (row, id, source, number, status, payment_status, open, needs_review, test, customer_name,
       place, item_count, received_at) VALUES (1, 'shopify:1', 'shopify', '#1', 'new', 'pending', 1, 0, 0, 'Olena', '', 1, 0)`,
  );
  database.run('INSERT INTO order_bodies VALUES (1, ?, ?, ?)', JSON.stringify(order), '', '');
  const people = { get: () => null };
  const rebuild = () => [...catchUp(database, [rebuildContacts(database, () => [])])];
  expect(rebuild().at(-1)).toEqual({ done: 1, total: 1 });
  expect(rebuild()).toEqual([]);
  expect(createCustomers(database, people).search('067 123', 8)).toMatchObject([{ name: 'Olena' }]);
  for (const _ of catchUp(database, [rebuildCustomers(database)]));
  const { asked, database: listening } = heard(database);
  expect(createCustomers(listening, people).search('067 123', 8)).toMatchObject([
    { key: 'customer:shopify:1', name: 'Olena' },
  ]);
  const steps = asked.flatMap((one) => planOf(database, one));
  expect(steps).toContainEqual(expect.stringContaining('orders_parts (part_of=?)'));
  expect(
    steps.filter((step) => /^SCAN (?!json_each|contact_search|told|wholes|\(|[jtw]$)/.test(step)),
  ).toEqual([]);
});
