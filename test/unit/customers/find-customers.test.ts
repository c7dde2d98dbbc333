import { describe, expect, it } from 'vitest';
import { createFindCustomers } from '../../../src/main/customers/find-customers.ts';
import { joinCustomers } from '../../../src/main/customers/join-customers.ts';
import { customerSearch } from '../../../src/main/customers/shopify-customers.ts';
import type { LedgerCustomer } from '../../../src/main/customers-port.ts';
import type { ShopifyClient } from '../../../src/main/shopify/shopify-client.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { CustomerView } from '../../../src/shared/views.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { openShopify } from '../sample-shop/open.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';

const country = () => 'UA';
const clock = fakeClock();

describe('what was typed, in Shopify’s search syntax', () => {
  it.each([
    ['067 123-45-67', 'phone:+380671234567'],
    ['067 123–45−67', 'phone:+380671234567'],
    ['067/123-45-67', 'phone:+380671234567'],
    ['+48 601 234 567', 'phone:+48601234567'],
    ['olena.shevchuk@mail.example', 'email:"olena.shevchuk@mail.example"'],
    ['Олена Шев', 'олена* шев*'],
    ['OR NOT and', null],
    ['state:enabled OR *', 'state* enabled*'],
    ['067 12', '067* 12*'],
    ['"; DROP', 'drop*'],
    ['', null],
  ])('%s', (typed, query) => {
    expect(customerSearch(typed, 'UA')).toBe(query);
  });
});

describe('one list of the ledger’s customers and Shopify’s', () => {
  const our: LedgerCustomer = {
    key: 'tel:380671234567',
    name: 'Olena',
    phone: '067 123 45 67',
    email: null,
    address: null,
    shopifyId: null,
    subscriberId: null,
    lastOrder: { number: '#9', at: 1 },
    bySource: [
      { source: 'manual', orders: 2, spent: [{ minor: 300, currency: 'UAH' }] },
      { source: 'shopify', orders: 1, spent: [{ minor: 100, currency: 'UAH' }] },
    ],
    copies: { orders: 0, spent: [] },
  };
  const their: CustomerView = {
    key: 'gid://shopify/Customer/1',
    name: 'Olena Shevchuk',
    phone: '+380671234567',
    email: 'o@petal.example',
    address: 'Lypska 1',
    shopifyId: 'gid://shopify/Customer/1',
    subscriberId: null,
    orders: 5,
    spent: [{ minor: 900, currency: 'UAH' }],
    lastOrder: null,
    sources: ['shopify'],
    hidden: false,
  };

  it('knows the same phone, and counts Shopify’s orders once: the larger count', () => {
    expect(joinCustomers([our], [their], 'UA')).toEqual([
      {
        key: 'tel:380671234567',
        name: 'Olena',
        phone: '067 123 45 67',
        email: 'o@petal.example',
        address: 'Lypska 1',
        shopifyId: 'gid://shopify/Customer/1',
        subscriberId: null,
        lastOrder: { number: '#9', at: 1 },
        orders: 7,
        spent: [{ minor: 1200, currency: 'UAH' }],
        sources: ['manual', 'shopify'],
        hidden: false,
      },
    ]);
  });

  it('excludes copies of local orders from Shopify’s count', () => {
    const copied = { ...our, copies: { orders: 2, spent: [{ minor: 300, currency: 'UAH' }] } };
    expect(joinCustomers([copied], [their], 'UA')).toMatchObject([
      { orders: 5, spent: [{ minor: 900, currency: 'UAH' }] },
    ]);
    const onlyCopies = { ...copied, bySource: our.bySource.slice(0, 1) };
    const theirs = { ...their, orders: 2, spent: [{ minor: 300, currency: 'UAH' }] };
    expect(joinCustomers([onlyCopies], [theirs], 'UA')).toMatchObject([
      { orders: 2, spent: [{ minor: 300, currency: 'UAH' }], sources: ['manual'] },
    ]);
  });

  it('leaves an account with its buyer when another one shares the phone', () => {
    const owner = { ...our, key: 'customer:shopify:1', shopifyId: their.shopifyId };
    expect(joinCustomers([our, owner], [their], 'UA')).toMatchObject([
      { key: our.key, shopifyId: null, orders: 3 },
      { key: owner.key, shopifyId: their.shopifyId, orders: 7 },
    ]);
  });

  it('keeps apart who has nothing in common', () => {
    const other = { ...their, phone: '+380501112233', email: null };
    expect(joinCustomers([our], [other], 'UA')).toHaveLength(2);
  });
});

describe('Shopify', () => {
  const ledger = memoryLedger();
  ledger.entries.append(received(incomingOrder()));
  const failing = (problem: Problem): ShopifyClient => ({
    shop: 'x.myshopify.com',
    query: () => Promise.reject(problem),
    queryPartly: () => Promise.reject(problem),
    mutate: () => Promise.reject(problem),
    who: () => Promise.reject(problem),
  });

  it.each([
    [null, 'not-connected'],
    [failing(new Problem('unreachable', 'offline')), 'no-answer'],
    [failing(new Problem('throttled', 'slow down')), 'no-answer'],
    [failing(new Problem('refused', 'no read_customers')), 'no-access'],
  ] as const)('that cannot be asked is left out, which the result says: %#', async (client, asked) => {
    const find = createFindCustomers({ ledger, client, clock, country });
    const found = await find({ text: 'olena', shopify: true });
    expect(found).toMatchObject({ shopify: asked, customers: [{ name: 'Olena Koval', orders: 1 }] });
  });

  it('that does not answer is waited for no longer than four seconds', async () => {
    const hanging: ShopifyClient = {
      ...failing(new Problem('bug', 'asked otherwise')),
      queryPartly: (_document, _variables, _schema, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(new Problem('unreachable', 'stopped')));
        }),
    };
    const find = createFindCustomers({ ledger, client: hanging, clock, country });
    const found = find({ text: 'olena', shopify: true });
    await clock.advance(4000);
    expect(await found).toMatchObject({ shopify: 'no-answer', customers: [{ name: 'Olena Koval' }] });
  });

  it('is not asked while a person is still typing', async () => {
    const find = createFindCustomers({
      ledger,
      client: failing(new Problem('bug', 'asked')),
      clock,
      country,
    });
    expect(await find({ text: 'olena', shopify: false })).toMatchObject({ shopify: 'not-asked' });
  });
});

describe.skipIf(schemaMissing)(`the sample shop’s customers${schemaNote}`, () => {
  it('are found by phone, e-mail and name, with what they have ordered', async () => {
    const { client, shopify } = await openShopify();
    const { buyer } = shopify.shopping.buyOnline();
    const find = createFindCustomers({ ledger: memoryLedger(), client, clock, country });
    for (const text of [buyer.phone ?? '', buyer.email ?? '', `${buyer.last} ${buyer.first}`]) {
      const { customers, shopify: asked } = await find({ text, shopify: true });
      expect(asked).toBe('asked');
      expect(customers, text).toMatchObject([
        {
          phone: buyer.phone,
          email: buyer.email,
          orders: 1,
          shopifyId: `gid://shopify/Customer/${buyer.customerId}`,
        },
      ]);
    }
  });
});
