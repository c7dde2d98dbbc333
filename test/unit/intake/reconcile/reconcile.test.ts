import { describe, expect, it } from 'vitest';
import { topics } from '../../../../src/main/intake/shopify/subscriptions.ts';
import { fullDisk } from '../../../support/full-disk.ts';
import { soon } from '../../../support/soon.ts';
import { stepUntil } from '../../../support/step-until.ts';
import { graphqlOrder, ordersPage } from './graphql-orders.ts';
import { deskOf, idOf, nothingMore, quietShop, who } from './reconciling-computer.ts';

const denial = (path: readonly (string | number)[]) => ({
  message: 'no',
  path,
  extensions: { code: 'ACCESS_DENIED' },
});

/** An order with more lines than come with it, and the others. */
function longOrder() {
  const order = graphqlOrder({ id: '1' });
  const { lineItems } = order;
  const pageInfo = { hasNextPage: true, endCursor: 'line-2' };
  return { order: { ...order, lineItems: { ...lineItems, pageInfo } }, lineItems };
}

describe('orders asked back', () => {
  it('are recorded page by page and proven up to the newest one', async () => {
    const shopify = await quietShop();
    shopify.once(
      'Orders',
      ordersPage([graphqlOrder({ id: '1', updatedAt: '2025-03-04T09:00:00Z' })], 'page-2'),
      ordersPage([graphqlOrder({ id: '2', updatedAt: '2025-03-04T09:30:00Z' })]),
    );
    const { reconciliation, ledger, rung } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))?.content.number).toBe('#1');
    expect(ledger.entries.ofOrder(idOf('2'))).toMatchObject([{ by: 'shopify-ask-back' }]);
    expect(rung).toEqual([idOf('1'), idOf('2')]);
    expect(reconciliation.ordersAt()).toBe(Date.parse('2025-03-04T10:00:00Z'));

    await reconciliation.now();
    expect(shopify.callsOf('Orders').map(({ variables }) => [variables.query, variables.after])).toEqual([
      ["updated_at:>='2025-02-25T10:00:00.000Z'", null],
      ["updated_at:>='2025-02-25T10:00:00.000Z'", 'page-2'],
      ["updated_at:>='2025-03-04T09:20:00.000Z'", null],
    ]);
  });

  it('are asked for in the next round also where the disk does not take what the last one told', async () => {
    const shopify = await quietShop();
    const { reconciliation, clock } = deskOf(shopify, null, undefined, undefined, {
      onRound() {
        throw fullDisk();
      },
    });
    reconciliation.start();
    await soon(() => expect(shopify.callsOf('Orders')).toHaveLength(1));
    await stepUntil(clock, 60_000, () => expect(shopify.callsOf('Orders')).toHaveLength(2), 5_000);
    await reconciliation.stop();
  });

  it('that are a day older than the connection do not ring', async () => {
    const shopify = await quietShop();
    const old = '2025-03-02T09:00:00Z';
    shopify.once(
      'Orders',
      ordersPage([graphqlOrder({ id: '1', updatedAt: old }), graphqlOrder({ id: '2' })]),
    );
    const { reconciliation, rung, ledger } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))).not.toBeNull();
    expect(rung).toEqual([idOf('2')]);
  });

  it('keep the pages that came when a later one does not, and go on from there', async () => {
    const shopify = await quietShop();
    const first = ordersPage([graphqlOrder({ id: '1', updatedAt: '2025-03-04T09:00:00Z' })], 'page-2');
    shopify.once('Orders', first, { status: 403 });
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))).not.toBeNull();
    expect(reconciliation.status()).toMatchObject({ state: 'failing', lastSuccessAt: null });
    expect(reconciliation.ordersAt()).toBeNull();

    shopify.once('Orders', ordersPage([graphqlOrder({ id: '1' }), graphqlOrder({ id: '2' })]));
    await reconciliation.now();
    expect(shopify.callsOf('Orders').at(-1)?.variables).toMatchObject({
      query: "updated_at:>='2025-03-04T08:50:00.000Z'",
    });
    expect(ledger.orders.get(idOf('2'))).not.toBeNull();
    expect(reconciliation.status()).toMatchObject({ state: 'working', problem: null });
  });

  it('park one that cannot be read, once, and let the rest through', async () => {
    const shopify = await quietShop();
    const page = ordersPage([
      { ...graphqlOrder({ id: '1' }), totalPriceSet: null },
      graphqlOrder({ id: '2' }),
    ]);
    shopify.once('Orders', page, page);
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    await reconciliation.now();
    expect(ledger.orders.get(idOf('2'))).not.toBeNull();
    expect(ledger.documents.parked()).toMatchObject([
      { kind: 'api', topic: 'order', reason: expect.stringContaining('total_price_set') },
    ]);
  });

  it('arrive without the customer when Shopify withholds who it is', async () => {
    const shopify = await quietShop();
    const hidden = graphqlOrder({
      id: '2',
      email: null,
      customer: null,
      shippingAddress: null,
      billingAddress: null,
    });
    shopify.once('Orders', {
      ...ordersPage([graphqlOrder({ id: '1' }), hidden]),
      errors: [
        denial(['orders', 'nodes', 1, 'customer']),
        denial(['orders', 'nodes', 0, 'lineItems', 'nodes', 0, 'variant']),
      ],
    });
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))?.needsReview).toBe(false);
    expect(ledger.orders.get(idOf('2'))?.content.review).toEqual([{ code: 'customer-hidden' }]);
  });

  it('come with all their lines, however many', async () => {
    const shopify = await quietShop();
    const { order, lineItems } = longOrder();
    shopify.once('Orders', ordersPage([order]));
    shopify.on('OrderLines', { data: { order: { lineItems } } });
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))?.content.items).toHaveLength(4);
  });

  it('come with all their lines where Shopify withholds the variant of one, and hold up none after them', async () => {
    const shopify = await quietShop();
    const { order, lineItems } = longOrder();
    shopify.once('Orders', ordersPage([order], 'page-2'), ordersPage([graphqlOrder({ id: '2' })]));
    shopify.on('OrderLines', {
      data: { order: { lineItems } },
      errors: [denial(['order', 'lineItems', 'nodes', 0, 'variant'])],
    });
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.orders.get(idOf('1'))).toMatchObject({
      needsReview: false,
      content: { items: { length: 4 } },
    });
    expect(ledger.orders.get(idOf('2'))).not.toBeNull();
    expect(reconciliation.status().state).toBe('working');
  });

  it('come with all their lines, whatever Shopify withholds of them, also when one is asked for by its id', async () => {
    const shopify = await quietShop();
    const { order, lineItems } = longOrder();
    shopify.on('OrderById', { data: { nodes: [order] } });
    shopify.on('OrderLines', {
      data: { order: { lineItems } },
      errors: [denial(['order', 'lineItems', 'nodes', 0, 'variant'])],
    });
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.fetch('shopify:1');
    expect(ledger.orders.get(idOf('1'))?.content.items).toHaveLength(4);
  });

  it.each([
    ['with the order', { data: { order: null }, errors: [denial(['order'])] }],
    ['without an answer', { data: null, errors: [denial(['order'])] }],
  ])('are parked where Shopify refuses their rest %s, and hold up none after them', async (_how, refusal) => {
    const shopify = await quietShop();
    shopify.once('Orders', ordersPage([longOrder().order, graphqlOrder({ id: '2' })]));
    shopify.on('OrderLines', refusal);
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    expect(ledger.documents.parked()).toMatchObject([
      { kind: 'api', reason: 'Shopify did not send all items' },
    ]);
    expect(ledger.orders.get(idOf('2'))).not.toBeNull();
    expect(reconciliation.ordersAt()).not.toBeNull();
  });

  it('stay whole where Shopify refuses the rest of one that is known with all its lines', async () => {
    const shopify = await quietShop();
    const { order, lineItems } = longOrder();
    shopify.on('Orders', ordersPage([order]));
    shopify.once('OrderLines', { data: { order: { lineItems } } });
    shopify.on('OrderLines', { data: null, errors: [denial(['order'])] });
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    await reconciliation.now();
    expect(shopify.callsOf('OrderLines')).toHaveLength(2);
    expect(ledger.orders.get(idOf('1'))).toMatchObject({
      needsReview: false,
      content: { items: { length: 4 } },
    });
  });

  it('are asked for in smaller pages when Shopify finds the question too large', async () => {
    const shopify = await quietShop();
    shopify.once('Orders', { errors: [{ message: 'too much', extensions: { code: 'MAX_COST_EXCEEDED' } }] });
    const { reconciliation } = deskOf(shopify);
    await reconciliation.now();
    expect(shopify.callsOf('Orders').map(({ variables }) => variables.first)).toEqual([20, 10]);
    expect(reconciliation.status().state).toBe('working');
  });
});

describe('a round', () => {
  it('starts at once and comes again every two minutes', async () => {
    const shopify = await quietShop();
    const { reconciliation, clock } = deskOf(shopify);
    reconciliation.start();
    await soon(() => expect(clock.waiting).toBe(1));
    expect(shopify.callsOf('Orders')).toHaveLength(1);
    await clock.advance(120_000);
    await soon(() => expect(shopify.callsOf('Orders')).toHaveLength(2));
    await reconciliation.stop();
    expect(clock.waiting).toBe(0);
  });

  it.each([429, 503])(
    'that Shopify answers with %i is broken off, and begun again in a minute',
    async (status) => {
      const shopify = await quietShop();
      const { reconciliation, clock } = deskOf(shopify);
      shopify.on('Who', { status });
      reconciliation.start();
      await soon(async () => {
        // the client waits between its tries
        await clock.advance(1_000);
        expect(reconciliation.status().state).toBe('failing');
      });
      expect(shopify.callsOf('Orders')).toHaveLength(0);
      shopify.on('Who', who);
      await clock.advance(60_000);
      await soon(() => expect(reconciliation.status().state).toBe('working'));
      expect(shopify.callsOf('Orders')).toHaveLength(1);
      await reconciliation.stop();
    },
  );

  it.each(['Who', 'Orders', 'Products'])('stops at once, even while %s hangs', async (operation) => {
    const shopify = await quietShop();
    shopify.on(operation, 'hang');
    const { reconciliation, clock, ledger } = deskOf(shopify);
    reconciliation.start();
    await soon(() => expect(shopify.callsOf(operation)).toHaveLength(1));
    await reconciliation.stop();
    ledger.close();
    await reconciliation.now();
    expect(clock.waiting).toBe(0);
  });

  it('asked for during another one starts after it', async () => {
    const shopify = await quietShop();
    const { reconciliation } = deskOf(shopify);
    await Promise.all([reconciliation.now(), reconciliation.now(), reconciliation.now()]);
    expect(shopify.callsOf('Orders')).toHaveLength(2);
    await reconciliation.stop();
  });

  it('subscribes to deliveries only when Shopify can reach this computer', async () => {
    const shopify = await quietShop();
    await deskOf(shopify).reconciliation.now();
    expect(shopify.callsOf('Webhooks')).toHaveLength(0);
    await deskOf(shopify, 'https://fern.example').reconciliation.now();
    expect(shopify.callsOf('WebhookCreate')).toHaveLength(topics.length);
  });

  it('still asks for orders when the subscription is refused', async () => {
    const shopify = await quietShop();
    shopify.on('Webhooks', { status: 403 });
    const { reconciliation } = deskOf(shopify, 'https://fern.example');
    await reconciliation.now();
    expect(reconciliation.ordersAt()).not.toBeNull();
    expect(reconciliation.status()).toMatchObject({ state: 'failing', fix: expect.any(String) });
  });

  it('says when the sign-in is no longer accepted, and asks nothing more', async () => {
    const shopify = await quietShop();
    shopify.on('Who', { status: 401 });
    const { reconciliation } = deskOf(shopify);
    expect(await reconciliation.check()).toMatchObject({
      state: 'signed-out',
      account: 'fern.myshopify.com',
    });
    expect(shopify.callsOf('Orders')).toHaveLength(0);
  });

  it('names the permissions that are missing', async () => {
    const shopify = await quietShop();
    shopify.on('Who', {
      data: {
        currentAppInstallation: { accessScopes: [{ handle: 'read_orders' }] },
        shop: {
          id: 'gid://shopify/Shop/81',
          name: 'Fern',
          myshopifyDomain: 'fern.myshopify.com',
          currencyCode: 'UAH',
          ianaTimezone: 'Europe/Kyiv',
        },
      },
    });
    expect(await deskOf(shopify).reconciliation.check()).toMatchObject({
      state: 'working',
      problem: 'Missing permissions: write_draft_orders, read_products, read_customers',
    });
  });
});

describe('the catalogue', () => {
  it('brings products that changed, with every variant', async () => {
    const shopify = await quietShop();
    const variant = (number: number, parts: object = {}) => ({
      id: `gid://shopify/ProductVariant/${number}`,
      title: `${number} stems`,
      sku: `PEO-${number}`,
      price: '1200.00',
      availableForSale: true,
      inventoryQuantity: 4,
      ...parts,
    });
    const product = {
      id: 'gid://shopify/Product/6',
      title: 'Peonies',
      status: 'ACTIVE',
      updatedAt: '2025-03-04T09:00:00Z',
      tracksInventory: true,
      onlineStoreUrl: 'https://fern.example/peonies',
      priceRangeV2: { minVariantPrice: { currencyCode: 'UAH' } },
      featuredMedia: { preview: { image: { url: 'https://cdn.example/p.jpg' } } },
      collections: { nodes: [], pageInfo: nothingMore },
      variants: { nodes: [variant(15)], pageInfo: { hasNextPage: true, endCursor: 'v' } },
    };
    shopify.once('Products', { data: { products: { nodes: [product], pageInfo: nothingMore } } });
    shopify.on('ProductVariants', {
      data: {
        product: { variants: { nodes: [variant(25, { availableForSale: false })], pageInfo: nothingMore } },
      },
    });
    const listed = { nodes: [{ id: product.id }], pageInfo: nothingMore };
    shopify.on('ProductIds', { data: { products: listed } });
    const { shop } = shopify.config;
    const { reconciliation, ledger } = deskOf(shopify);
    await reconciliation.now();
    await reconciliation.now();
    expect(ledger.catalogue.count(shop)).toBe(2);
    expect(ledger.catalogue.search(shop, '15 stems', 10)).toMatchObject([
      { title: 'Peonies · 15 stems', price: { minor: 120000, currency: 'UAH' }, stock: 4, available: true },
    ]);
    expect(shopify.callsOf('Products').map(({ variables }) => variables.query)).toEqual([
      null,
      "updated_at:>='2025-03-04T08:50:00.000Z'",
    ]);
    await reconciliation.stop();
  });

  it('is read on a few seconds later when there is much of it, with the orders asked for first', async () => {
    const shopify = await quietShop();
    let pages = 0;
    shopify.on('Products', () => {
      pages += 1;
      const pageInfo = { hasNextPage: pages < 30, endCursor: String(pages) };
      return { data: { products: { nodes: [], pageInfo } } };
    });
    const { reconciliation, clock } = deskOf(shopify);
    reconciliation.start();
    await soon(() => expect(pages).toBe(20));
    // the last of them was asked for: its answer may be on its way still
    await stepUntil(clock, 1_000, () => expect(pages).toBe(30), 5_000);
    const asked = shopify.calls.map(({ operation }) => operation);
    const pagesAfterOrders = asked.slice(asked.lastIndexOf('Orders')).filter((one) => one === 'Products');
    expect(pagesAfterOrders).toHaveLength(10);
    await reconciliation.stop();
  });

  it('is asked in a moment for what a delivery names, without waiting for a round', async () => {
    const shopify = await quietShop();
    shopify.on('ProductsById', { data: { nodes: [null] } });
    shopify.on('CollectionProducts', { data: { collection: null } });
    const { reconciliation, clock } = deskOf(shopify);
    const id = 'gid://shopify/Product/788032119674292922';
    for (let time = 0; time < 3; time += 1) reconciliation.catalogueChanged({ kind: 'product', id });
    reconciliation.catalogueChanged({ kind: 'collection', id: 'gid://shopify/Collection/4' });
    expect(shopify.calls).toEqual([]);
    await clock.advance(400);
    await soon(() => expect(shopify.callsOf('CollectionProducts')).toHaveLength(1));
    expect(shopify.callsOf('ProductsById').map(({ variables }) => variables.ids)).toEqual([[id]]);
    await reconciliation.stop();
  });
});
