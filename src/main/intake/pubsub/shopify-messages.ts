import { hash } from 'node:crypto';
import { HttpResponseError } from '@shopify/shopify-api';
import { z } from 'zod';
import { oneLine } from '../../../shared/one-line.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import type { Problem } from '../../../shared/problem.ts';
import { rateLimited } from '../../log/rate-limited.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { CatalogueChange } from '../../selling/catalogue-change.ts';
import { isCatalogueTopic, readCatalogueChange } from '../../selling/catalogue-change.ts';
import { markOpened } from '../../selling/mark-opened.ts';
import { checkoutTopic, readCheckout } from '../shopify/read-checkout.ts';
import type { Reconciliation } from '../shopify/reconcile.ts';
import { orderTopics } from '../shopify/webhook-intake.ts';
import { parkMessage } from './parked-message.ts';
import type { IntakeMessage } from './puller.ts';
import { isAway } from './puller.ts';

export type ShopifyMessagesParts = {
  /** `name.myshopify.com`. */
  readonly shop: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly bring: Reconciliation['bring'];
  readonly onCatalogue: (change: CatalogueChange) => void;
};

/** The size limit of Pub/Sub. */
const mostBytes = 10_000_000;
/** The maximum length of an attribute in a log line or a reason, in characters. */
const longestShown = 100;

const orderSchema = z
  .object({
    admin_graphql_api_id: z.string().optional().catch(undefined),
    // a number beyond 2^53 has lost its last digits
    id: z.int().positive().optional().catch(undefined),
  })
  .transform(({ admin_graphql_api_id: gid = '', id }) => {
    const digits = /^gid:\/\/shopify\/Order\/(\d{1,20})$/.exec(gid)?.[1];
    return digits ?? (id === undefined ? null : String(id));
  });

/**
 * Handles Shopify's webhooks from Pub/Sub. They have no signature, and Shopify publishes for every shop with one account. So the
 * body is only a hint: the id is read from it, and the order is fetched from Shopify.
 */
export function createShopifyMessages(parts: ShopifyMessagesParts) {
  const { ledger, clock } = parts;
  const log = rateLimited(parts.log, clock);

  const shown = (message: IntakeMessage, name: string): string =>
    oneLine(attributeOf(message, name) ?? '', longestShown);

  function parkAs(message: IntakeMessage, key: string, reason: string): void {
    const [topic, shop] = [shown(message, 'x-shopify-topic'), shown(message, 'x-shopify-shop-domain')];
    const isNew = parkMessage(ledger, clock, { key, topic, shop, reason });
    if (isNew) log.warn('message parked', { message: message.id, topic, shop, reason });
  }

  const park = (message: IntakeMessage, reason: string): void => parkAs(message, message.id, reason);

  /** Why a message is refused, and the key it is parked with; null when it belongs to this shop. */
  function refusalOf(message: IntakeMessage): { readonly key: string; readonly reason: string } | null {
    const shop = shown(message, 'x-shopify-shop-domain').toLowerCase();
    if (shop !== parts.shop.toLowerCase()) {
      return {
        // another shop may publish thousands: park them once
        key: `shop:${hash('sha256', shop).slice(0, 32)}`,
        reason:
          shop === ''
            ? 'This webhook names no shop'
            : `This is a webhook of another shop, ${shop}. Remove its subscription to this Pub/Sub topic`,
      };
    }
    if (Buffer.byteLength(message.data) > mostBytes) {
      return { key: message.id, reason: 'The message is larger than 10 MB' };
    }
    return null;
  }

  async function handle(message: IntakeMessage): Promise<void> {
    const refusal = refusalOf(message);
    if (refusal) return parkAs(message, refusal.key, refusal.reason);
    const topic = shown(message, 'x-shopify-topic');
    if (isCatalogueTopic(topic)) {
      const change = readCatalogueChange(topic, message.data);
      if (change) parts.onCatalogue(change);
      else park(message, 'The message names no product or collection');
    } else if (topic === checkoutTopic) {
      // only someone with the payment link knows the tag of a draft order
      const checkout = readCheckout(message.data);
      if (checkout) ledger.transaction(() => markOpened(ledger, clock, checkout));
    } else if (orderTopics.has(topic)) await handleOrder(message, topic);
    else log.warn('a webhook is about no order', { topic, reason: 'it is not subscribed to' });
  }

  async function handleOrder(message: IntakeMessage, topic: string): Promise<void> {
    const body = parseJson(message.data);
    if (body === undefined) return park(message, 'The message is not JSON');
    const id = orderIn(body);
    if (id === null) return park(message, 'The message names no order');
    const outcome = await parts.bring(id);
    parts.log.info('webhook handled', { topic, order: id, outcome, by: 'pubsub' });
  }

  return {
    handle,
    /** Parks a message that keeps failing. */
    park(message: IntakeMessage, reason: string): void {
      const id = orderIn(parseJson(message.data));
      park(message, id === null ? reason : `Order ${id} could not be fetched: ${reason}`);
    },
    /** A Shopify HTTP error status applies to every order. */
    isOutage: (problem: Problem): boolean => isAway(problem) || problem.cause instanceof HttpResponseError,
  };
}

const orderIn = (body: unknown): string | null => orderSchema.safeParse(body).data ?? null;

/** Shopify names the attributes like HTTP headers, which are case-insensitive. */
const attributeOf = ({ attributes }: IntakeMessage, name: string): string | undefined =>
  Object.entries(attributes).find(([key]) => key.toLowerCase() === name)?.[1];
