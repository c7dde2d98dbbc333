import { randomBytes } from 'node:crypto';
import type { Clock, Log } from '../../main/ports.ts';
import type { ShopifyConfig } from '../../main/settings/config.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { hasCode } from '../../shared/problem.ts';
import { currency } from '../catalogue.ts';
import { sampleCountry } from '../country.ts';
import type { Dice } from '../dice.ts';
import type { Answer, Request } from '../http.ts';
import { isObject, json, serve, text } from '../http.ts';
import type { Ids } from '../ids.ts';
import { people } from '../people.ts';
import type { Publish } from '../publish.ts';
import { checkoutPage } from './checkout.ts';
import { createCheckouts } from './checkouts.ts';
import { createCustomerQueries } from './customer-queries.ts';
import { createDeliveries } from './deliveries.ts';
import { createDrafts } from './drafts.ts';
import { createGraphql } from './graphql.ts';
import { mailsPage } from './mails-page.ts';
import type { Args, Node } from './nodes.ts';
import { orderNode } from './order-node.ts';
import { createOrderQueries } from './order-queries.ts';
import { productBody } from './product-body.ts';
import { createProducts, storefrontUrl } from './product-node.ts';
import { createSchema } from './schema.ts';
import { createShopping } from './shopping.ts';
import { createStore } from './store.ts';
import { storefront } from './storefront.ts';
import { createSubscriptions } from './subscriptions.ts';
import type { Pricing, ShopOrder } from './types.ts';

const shop = 'petal-and-bean.myshopify.com';
const apiVersion = '2026-10';
const scopes = [
  'read_orders',
  'write_orders',
  'read_draft_orders',
  'write_draft_orders',
  'read_products',
  'read_customers',
];
const day = 86_400_000;

export type ShopifyParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Ids;
  readonly dice: Dice;
  readonly schemaFile: string;
  /** The delivery address when the schema is missing, so that no app could subscribe. */
  readonly receiverUrl: () => string | null;
  /** Publishes to Pub/Sub; without it nothing can be published. */
  readonly publish?: Publish;
  /** Another currency, or a tax, to test the totals of draft orders; orders use neither. */
  readonly pricing?: Pricing;
};

/** Shopify: the token request, the Admin API, signed deliveries, the storefront and the checkout of a draft order. */
export async function startShopify(parts: ShopifyParts) {
  const { clock, log, ids, dice, schemaFile, receiverUrl, pricing = { currency, tax: null } } = parts;
  const clientId = 'petal-and-bean-orderbell';
  const clientSecret = `shpss_${randomBytes(16).toString('hex')}`;
  const tokens = new Map<string, number>();
  let schemaMissing = false;
  const server = await serve(answer, log);
  const base = server.url;

  const openedAt = clock.now();
  const store = createStore({
    clock,
    onOrder: (topic, order) => deliveries.send(topic, order),
    onProduct: (topic, product) =>
      deliveries.tell(topic, () => productBody(product, { store, openedAt, now: clock.now() })),
  });
  const deliveries = createDeliveries({
    shop,
    secret: clientSecret,
    apiVersion,
    clock,
    log,
    subscriptions: store.subscriptions,
    ...(parts.publish && { publish: parts.publish }),
    unasked: () => {
      const receiver = schemaMissing ? receiverUrl() : null;
      return receiver === null ? null : new URL('/shopify/webhooks', receiver).href;
    },
  });
  const products = createProducts({ store, openedAt });
  const toNode = (order: ShopOrder): Node =>
    orderNode(order, { clock, shop, variantNode: products.variantNode });
  const orders = createOrderQueries(store, toNode);
  const nodeOf = (id: unknown) =>
    orders.one(id) ??
    customers.one(id) ??
    products.one(id) ??
    products.oneVariant(id) ??
    products.oneCollection(id) ??
    drafts.one(id);
  const shopping = createShopping({ store, clock, ids, dice });
  const customers = createCustomerQueries(store, () => people.map(shopping.buyerOf));
  const drafts = createDrafts({
    store,
    clock,
    ids,
    base,
    pricing,
    orderNode: toNode,
    variantNode: products.variantNode,
    buyer: () => shopping.buyerOf(dice.pick(people)),
    customers,
  });
  const checkouts = createCheckouts({
    clock,
    drafts,
    onOpened: (checkout) => deliveries.opened(checkout),
  });
  const subscriptions = createSubscriptions({ store, clock, ids, apiVersion });
  const graphql = createGraphql({
    engine: createSchema(schemaFile),
    clock,
    log,
    root: {
      shop: {
        id: 'gid://shopify/Shop/81234567890',
        name: 'Petal & Bean',
        myshopifyDomain: shop,
        primaryDomain: {
          id: 'gid://shopify/Domain/1',
          host: new URL(storefrontUrl).host,
          url: storefrontUrl,
        },
        email: 'orders@petalandbean.example',
        contactEmail: 'orders@petalandbean.example',
        currencyCode: pricing.currency,
        ianaTimezone: 'Europe/Kyiv',
        billingAddress: { id: 'gid://shopify/ShopAddress/1', countryCodeV2: sampleCountry },
        plan: {
          displayName: 'Basic',
          publicDisplayName: 'Basic',
          partnerDevelopment: false,
          shopifyPlus: false,
        },
      },
      currentAppInstallation: {
        id: 'gid://shopify/AppInstallation/512345678901',
        accessScopes: scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
        app: { id: 'gid://shopify/App/212345678901', title: 'Orderbell', handle: 'orderbell' },
      },
      publicApiVersions: [{ handle: apiVersion, displayName: `${apiVersion} (Latest)`, supported: true }],
      orders: (args: Args) => orders.orders(args),
      ordersCount: (args: Args) => orders.ordersCount(args),
      order: (args: Args) => orders.order(args),
      node: ({ id }: Args) => nodeOf(id),
      nodes: ({ ids: wanted }: Args) => (Array.isArray(wanted) ? wanted.map(nodeOf) : []),
      product: ({ id }: Args) => products.one(id),
      productVariant: ({ id }: Args) => products.oneVariant(id),
      products: (args: Args) => products.products(args),
      productVariants: (args: Args) => products.variants(args),
      collection: ({ id }: Args) => products.oneCollection(id),
      collections: (args: Args) => products.collections(args),
      ...customers.queries,
      ...drafts.queries,
      ...drafts.mutations,
      ...subscriptions.queries,
      ...subscriptions.mutations,
    },
  });

  async function answer(request: Request): Promise<Answer> {
    const { method, path } = request;
    if (method === 'POST' && path === '/admin/oauth/access_token') return token(request);
    if (method === 'POST' && /^\/admin\/api\/[\w-]+\/graphql\.json$/.test(path)) return admin(request);
    if (/^\/\d+\/(invoices|checkouts)\//.test(path)) return checkoutPage(request, drafts, checkouts);
    if (method === 'GET' && path === '/mails') return mailsPage(drafts.mails);
    if (method === 'GET' && path === '/mails.json') return json(200, drafts.mails);
    return storefront(path) ?? text(404, 'Not Found');
  }

  function token({ body, headers }: Request): Answer {
    const isJson = headers['content-type']?.includes('json') === true;
    const sent = isJson
      ? parseJson(body.toString('utf8'))
      : Object.fromEntries(new URLSearchParams(body.toString()));
    const refuse = (error: string, description: string) =>
      json(400, { error, error_description: description });
    if (!isObject(sent) || sent.grant_type !== 'client_credentials') {
      return refuse('unsupported_grant_type', 'Only client_credentials is given here');
    }
    if (sent.client_id !== clientId || sent.client_secret !== clientSecret) {
      return refuse('invalid_client', 'Client authentication failed');
    }
    const accessToken = `shpat_${randomBytes(16).toString('hex')}`;
    tokens.set(accessToken, clock.now() + day);
    return json(200, { access_token: accessToken, scope: scopes.join(','), expires_in: 86_399 });
  }

  async function admin({ headers, body }: Request): Promise<Answer> {
    const sent = headers['x-shopify-access-token'];
    const expires = typeof sent === 'string' ? tokens.get(sent) : undefined;
    const about = { 'x-shopify-api-version': apiVersion, date: new Date(clock.now()).toUTCString() };
    if (expires === undefined || expires <= clock.now()) {
      const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)';
      return json(401, { errors }, about);
    }
    try {
      const { status, value } = await graphql(body);
      return json(status, value, about);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
      if (!schemaMissing) log.warn('Shopify’s schema is not there, so its Admin API is shut', { schemaFile });
      schemaMissing = true;
      return json(503, { errors: 'The sample shop has no copy of the Admin API schema.' }, about);
    }
  }

  const config: ShopifyConfig = {
    shop,
    auth: { kind: 'client-credentials', clientId, clientSecret },
    webhookSecrets: [clientSecret],
    apiBase: base,
  };
  return {
    config,
    url: base,
    store,
    shopping,
    drafts,
    checkouts,
    async stop() {
      await deliveries.stop();
      await server.close();
    },
  };
}
export type Shopify = Awaited<ReturnType<typeof startShopify>>;
