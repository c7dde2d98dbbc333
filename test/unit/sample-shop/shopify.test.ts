import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as documents from '../../../src/main/shopify/documents.ts';
import {
  draftByTagQuery,
  draftCreateMutation,
  draftQuery,
  journeysQuery,
  orderIdsQuery,
  ordersQuery,
  productsQuery,
} from '../../../src/main/shopify/documents.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { openShopify } from './open.ts';
import { schemaFile, schemaMissing, schemaNote } from './schema-file.ts';

const anything = z.unknown();
const draftSchema = z.object({
  id: z.string(),
  status: z.string(),
  ready: z.boolean(),
  invoiceUrl: z.string(),
  order: z.object({ legacyResourceId: z.string() }).nullable(),
  totalPriceSet: z.object({ presentmentMoney: z.object({ amount: z.string() }) }),
});
const createdSchema = z.object({ draftOrderCreate: z.object({ draftOrder: draftSchema }) });
const ordersSchema = z.object({
  orders: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        legacyResourceId: z.string(),
        name: z.string(),
        tags: z.array(z.string()),
        customAttributes: z.array(z.object({ key: z.string(), value: z.string() })),
        totalPriceSet: z.object({ shopMoney: z.object({ amount: z.string() }) }),
        lineItems: z.object({ nodes: z.array(z.object({ id: z.string(), quantity: z.number() })) }),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const namesSchema = z.object({ orders: z.object({ nodes: z.array(z.object({ name: z.string() })) }) });

describe.skipIf(schemaMissing)(`the sample shop's Shopify${schemaNote}`, () => {
  it('gives the real client the shop’s identity with every permission', async () => {
    const { client } = await openShopify();
    expect(await client.who()).toMatchObject({
      id: '81234567890',
      name: 'Petal & Bean',
      currency: 'UAH',
      missing: [],
    });
  });

  it('answers the app’s order queries page by page, newest last', async () => {
    const { client, clock, shopify } = await openShopify();
    const made = [];
    for (let count = 0; count < 5; count += 1) {
      made.push(shopify.shopping.buyOnline());
      await clock.advance(60_000);
    }
    const variables = { query: "updated_at:>='2026-11-24T10:01:00Z'", first: 3, lines: 20 };
    const one = await client.query(ordersQuery, variables, ordersSchema);
    const after = one.orders.pageInfo.endCursor;
    const two = await client.query(ordersQuery, { ...variables, after }, ordersSchema);

    expect(one.orders.pageInfo.hasNextPage).toBe(true);
    expect(two.orders.pageInfo.hasNextPage).toBe(false);
    const found = [...one.orders.nodes, ...two.orders.nodes].map((order) => order.legacyResourceId);
    expect(found).toEqual(made.slice(1).map((order) => String(order.id)));
    const named = await client.query(
      orderIdsQuery,
      { query: 'status:any', first: 9, after: null },
      namesSchema,
    );
    expect(named.orders.nodes).toHaveLength(5);
  });

  it('knows every field that the app asks for', async () => {
    const { client, clock, shopify } = await openShopify();
    const order = shopify.shopping.buyOnline();
    await clock.advance(5000);
    const draft = await client.mutate(draftCreateMutation, { input: madeUp }, createdSchema);
    const product = `gid://shopify/Product/${order.lines[0]?.variant?.product.id}`;
    const ids: { readonly [name: string]: string } = {
      Draft: draft.draftOrderCreate.draftOrder.id,
      OrderLines: `gid://shopify/Order/${order.id}`,
      ProductVariants: product,
    };
    for (const document of Object.values(documents).filter((one) => /^\s*query/.test(one))) {
      const name = /query (\w+)/.exec(document)?.[1] ?? '';
      const variables = {
        query: '',
        first: 5,
        lines: 5,
        variants: 5,
        collections: 5,
        topics: ['ORDERS_CREATE'],
        ids: [`gid://shopify/Order/${order.id}`],
        id: ids[name] ?? '',
      };
      const used = Object.entries(variables).filter(([key]) => document.includes(`$${key}:`));
      const answer = await client.query(document, Object.fromEntries(used), anything);
      expect(JSON.stringify(answer), name).not.toBe('{}');
    }
  });

  it('knows the visits of an order only some seconds after it', async () => {
    const { client, clock, shopify } = await openShopify();
    const order = shopify.shopping.buyOnline();
    const ids = [`gid://shopify/Order/${order.id}`];
    const early = await client.query(journeysQuery, { ids }, anything);
    expect(early).toMatchObject({ nodes: [{ customerJourneySummary: { ready: false, lastVisit: null } }] });
    await clock.advance(5000);
    const late = await client.query(journeysQuery, { ids }, anything);
    const source = order.visits?.at(-1)?.source;
    expect(late).toMatchObject({
      nodes: [{ customerJourneySummary: { ready: true, lastVisit: { source } } }],
    });
  });

  it('sells thirty products, each with a page', async () => {
    const { client, shopify } = await openShopify();
    const schema = z.object({
      products: z.object({
        nodes: z.array(z.object({ title: z.string(), onlineStoreUrl: z.string() })),
        pageInfo: z.object({ hasNextPage: z.boolean() }),
      }),
    });
    const { products } = await client.query(
      productsQuery,
      { first: 50, variants: 10, collections: 5 },
      schema,
    );
    expect(products.nodes).toHaveLength(30);
    const { pathname, protocol } = new URL(products.nodes[0]?.onlineStoreUrl ?? '');
    expect(protocol).toBe('https:');
    expect(await (await fetch(shopify.url + pathname)).text()).toContain(products.nodes[0]?.title);
  });

  it('offers a calculated draft order’s link, and makes its paid order', async () => {
    const { client, clock } = await openShopify();
    const input = {
      lineItems: [
        {
          title: 'Bouquet as talked over',
          quantity: 2,
          originalUnitPriceWithCurrency: { amount: '450.50', currencyCode: 'UAH' },
        },
      ],
      appliedDiscount: { value: 10, valueType: 'PERCENTAGE', title: 'Regular' },
      shippingLine: { title: 'Courier', priceWithCurrency: { amount: '120.00', currencyCode: 'UAH' } },
      tags: ['orderbell-test-tag'],
      customAttributes: [{ key: 'orderbell_draft', value: 'd-1' }],
      note: 'no ribbon',
    };
    const { draftOrderCreate } = await client.mutate(draftCreateMutation, { input }, createdSchema);
    const { draftOrder } = draftOrderCreate;
    expect(draftOrder).toMatchObject({ status: 'OPEN', ready: false });
    expect(draftOrder.totalPriceSet.presentmentMoney.amount).toBe('930.90');
    expect((await fetch(draftOrder.invoiceUrl)).status).toBe(503);

    await clock.advance(1200);
    const found = await client.query(draftByTagQuery, { query: "tag:'orderbell-test-tag'" }, anything);
    expect(found).toMatchObject({ draftOrders: { nodes: [{ id: draftOrder.id, ready: true }] } });
    expect(await (await fetch(draftOrder.invoiceUrl)).text()).toContain('930.90');
    const typed = new URLSearchParams({
      name: 'Olha Test',
      phone: '+380 50 000 01 99',
      address: 'Kyiv, 1 Test St',
    });
    const paid = await fetch(draftOrder.invoiceUrl, { method: 'POST', body: typed });
    expect(await paid.text()).toContain('is paid');

    const one = z.object({ draftOrder: draftSchema });
    const { draftOrder: completed } = await client.query(draftQuery, { id: draftOrder.id }, one);
    expect(completed.status).toBe('COMPLETED');
    const { orders } = await client.query(
      ordersQuery,
      { query: 'tag:orderbell-test-tag', first: 5, lines: 5 },
      ordersSchema,
    );
    expect(orders.nodes).toMatchObject([
      {
        legacyResourceId: completed.order?.legacyResourceId,
        customAttributes: [{ key: 'orderbell_draft', value: 'd-1' }],
        totalPriceSet: { shopMoney: { amount: '930.90' } },
      },
    ]);
  });

  it('distinguishes draft order lines, and the app that made its order', async () => {
    const { client, shopify } = await openShopify();
    const input = { lineItems: ['Peonies', 'Ribbon', 'Card'].map((title) => ({ title, quantity: 1 })) };
    const calculated = await client.mutate(
      `mutation Calculate($input: DraftOrderInput!) {
        draftOrderCalculate(input: $input) { calculatedDraftOrder { lineItems { uuid } } }
      }`,
      { input },
      z.object({
        draftOrderCalculate: z.object({
          calculatedDraftOrder: z.object({ lineItems: z.array(z.object({ uuid: z.uuid() })) }),
        }),
      }),
    );
    const { lineItems } = calculated.draftOrderCalculate.calculatedDraftOrder;
    expect(new Set(lineItems.map(({ uuid }) => uuid)).size).toBe(3);

    shopify.shopping.buyOnline();
    shopify.shopping.buyByLink();
    const { orders } = await client.query(
      'query Apps { orders(first: 2, sortKey: ORDER_NUMBER) { nodes { app { name } } } }',
      {},
      z.object({
        orders: z.object({ nodes: z.array(z.object({ app: z.object({ name: z.string() }) })) }),
      }),
    );
    expect(orders.nodes.map(({ app }) => app.name)).toEqual(['Online Store', 'Draft Orders']);
  });

  it('says what is wrong with a draft order, as user errors', async () => {
    const { client } = await openShopify();
    const input = { lineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }] };
    const attempt = client.mutate(draftCreateMutation, { input }, createdSchema);
    await expect(attempt).rejects.toMatchObject({
      kind: 'bad-input',
      message: expect.stringMatching(/no longer available/),
    });
  });

  it('throttles a client over its points, and reports more pages', async () => {
    const { clock, shopify } = await openShopify();
    const token = await tokenOf(shopify.config);
    const dear = JSON.stringify({
      query: `{ ${Array.from({ length: 20 }, (_, index) => ordersAs(`a${index}`)).join(' ')} }`,
    });
    const ask = async () => {
      const answer = await fetch(`${shopify.url}/admin/api/2026-10/graphql.json`, {
        method: 'POST',
        headers: { 'x-shopify-access-token': token, 'content-type': 'application/json' },
        body: dear,
      });
      return answerSchema.parse(await answer.json());
    };
    expect((await ask()).extensions.cost.throttleStatus.maximumAvailable).toBe(2000);
    // unused reserved points are returned, so the shop's orders cost the points
    for (let count = 0; count < 40; count += 1) shopify.shopping.buyOnline();
    const spent = [];
    for (let count = 0; count < 12; count += 1) spent.push(await ask());
    const refused = spent.find((answer) => answer.errors !== undefined);
    expect(refused?.errors).toMatchObject([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]);
    expect(refused?.extensions.cost.actualQueryCost).toBeNull();
    await clock.advance(10_000);
    expect((await ask()).errors).toBeUndefined();
  });

  it('rejects a query outside Shopify’s schema, and a wrong token', async () => {
    const { client, shopify } = await openShopify();
    await expect(client.query('{ shop { mood } }', {}, anything)).rejects.toBeInstanceOf(Problem);
    const answer = await fetch(`${shopify.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': 'shpat_wrong' },
      body: JSON.stringify({ query: '{ shop { name } }' }),
    });
    expect(answer.status).toBe(401);
  });
});

it('starts without the schema, and shuts only the Admin API', async () => {
  const { shopify } = await openShopify({ file: `${schemaFile}.missing` });
  expect((await fetch(shopify.url)).status).toBe(200);
  const token = await tokenOf(shopify.config);
  const answer = await fetch(`${shopify.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'x-shopify-access-token': token },
    body: JSON.stringify({ query: '{ shop { name } }' }),
  });
  expect(answer.status).toBe(503);
});

const madeUp = {
  lineItems: [
    { title: 'Card', quantity: 1, originalUnitPriceWithCurrency: { amount: '60.00', currencyCode: 'UAH' } },
  ],
};

const answerSchema = z.object({
  errors: z.array(z.unknown()).optional(),
  extensions: z.object({
    cost: z.object({
      actualQueryCost: z.number().nullable(),
      throttleStatus: z.object({ maximumAvailable: z.number() }),
    }),
  }),
});

const ordersAs = (alias: string) =>
  `${alias}: orders(first: 40) { nodes { id lineItems(first: 3) { nodes { id originalTotalSet { shopMoney { amount } } } } } }`;

async function tokenOf(
  config: Awaited<ReturnType<typeof openShopify>>['shopify']['config'],
): Promise<string> {
  if (config.auth.kind !== 'client-credentials') throw new Error('expected client credentials');
  const answer = await fetch(`${config.apiBase}/admin/oauth/access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: config.auth.clientId,
      client_secret: config.auth.clientSecret,
    }),
  });
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}
