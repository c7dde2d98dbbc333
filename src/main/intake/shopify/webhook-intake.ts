import { hash } from 'node:crypto';
import type { DocumentId } from '../../../shared/ids.ts';
import { documentIdSchema } from '../../../shared/ids.ts';
import { oneLine } from '../../../shared/one-line.ts';
import { messageOf } from '../../../shared/problem.ts';
import { rateLimited } from '../../log/rate-limited.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { CatalogueChange } from '../../selling/catalogue-change.ts';
import { isCatalogueTopic, readCatalogueChange } from '../../selling/catalogue-change.ts';
import type { ShopifyConfig } from '../../settings/config.ts';
import type { Refused } from './keep-subscribed.ts';
import { checkoutTopic, keptOfCheckout, readCheckout } from './read-checkout.ts';
import type { SeenSignatures } from './seen-signatures.ts';
import { hear, noSignatures, wrongSignatures } from './seen-signatures.ts';
import type { SignedBy, WebhookKeys } from './webhook-keys.ts';
import { createWebhookKeys } from './webhook-keys.ts';

/** One webhook POST as it came in. Header names are in lower case. */
export type Delivery = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};
export type DeliveryAnswer = { readonly status: number; readonly reason?: string };
export type WebhookIntake = {
  /** Resolves when the raw delivery is on disk, or with the reason for a refusal. Never rejects. */
  receive(delivery: Delivery): Promise<DeliveryAnswer>;
  signatures(): Signatures;
};
/** The signatures of the deliveries so far. */
export type Signatures = {
  readonly heard: SeenSignatures;
  /** When the previous secret expires or expired, epoch milliseconds; null if there is none. */
  readonly oldUntil: number | null;
};

export type WebhookIntakeParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: () => ShopifyConfig | null;
  /** Called after the responses are sent, when a stored delivery has to be parsed. */
  readonly onStored: () => void;
  /** Called for a catalogue delivery. It is not stored: Shopify is polled instead, within two minutes. */
  readonly onCatalogue?: (change: CatalogueChange) => void;
  /** Called for each delivery with a valid signature, with the host it was sent to. One of a test run proves only the route. */
  readonly onTaken?: (host: string | undefined, by: 'shopify' | 'drill') => void;
  /** Called for each delivery that Shopify signed with the current secret. */
  readonly onProven?: () => void;
  /** Called for a delivery with this shop's name and a wrong signature. */
  readonly onMissigned?: (refusal: Refused) => void;
};

/** Topics that are parsed as orders. */
export const orderTopics: ReadonlySet<string> = new Set([
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/cancelled',
]);

/** Ids and times of the delivery are hints only: the signature covers the body and nothing else. */
const keptHeaders = [
  'x-shopify-topic',
  'x-shopify-shop-domain',
  'x-shopify-api-version',
  'x-shopify-webhook-id',
  'x-shopify-event-id',
  'x-shopify-triggered-at',
  'x-shopify-name',
] as const;

/** Header values are cut to this many characters in the log: a stranger can send thousands. */
const mostSaid = 100;

/** A group this large, or this old in milliseconds, waits for no more deliveries: one turn of the event loop may be long. */
const largestGroup = 64;
const longestGatherMs = 5;
/** These turns of the event loop are short: together they take less time than the commit they may save. */
const mostEmptyTurns = 16;

type Waiting = {
  readonly id: DocumentId;
  readonly topic: string;
  readonly delivery: Delivery;
  readonly answer: (answer: DeliveryAnswer) => void;
};
type Stored = 'new' | 'known' | 'failed';
const notStored: DeliveryAnswer = {
  status: 503,
  reason: 'could not be written to disk, please send it again',
};

export function createWebhookIntake({
  ledger,
  clock,
  log,
  config,
  onStored,
  onCatalogue = () => {},
  onTaken = () => {},
  onProven = () => {},
  onMissigned = () => {},
}: WebhookIntakeParts): WebhookIntake {
  const refusals = rateLimited(log, clock);
  let waiting: Waiting[] = [];
  /** The number of deliveries in the last commit. */
  let lastGroup = 1;
  let heard = noSignatures;
  const keys = createWebhookKeys({ settings: ledger.settings, clock });
  const oldUntil = (): number | null => keys.oldUntil(config()?.webhookSecrets ?? []);
  // the validity of the previous secret starts now, not with the first delivery
  oldUntil();

  /**
   * Batches deliveries: a commit costs little more for sixteen than for one. Deliveries that arrive during a commit share the
   * next one, together with more as long as each turn of the event loop brings some. Senders answered together send together
   * again, so the first waits a few turns for the others. A single delivery does not wait.
   * @param before how many waited a turn ago @param since when the first began to wait, epoch milliseconds: `uptime` reads a
   * system file on some systems, which costs more than a changed clock would here
   * @param emptyTurns consecutive turns without a new delivery
   */
  function gather(before: number, since: number, emptyTurns: number): void {
    const now = waiting.length;
    const waited = clock.now() - since;
    const isFull = now >= largestGroup || waited >= longestGatherMs || waited < 0;
    const empty = now > before ? 0 : emptyTurns + 1;
    const othersAreDue = empty === 0 || (now < lastGroup && empty <= mostEmptyTurns);
    if (othersAreDue && !isFull) setImmediate(gather, now, since, empty);
    else commit();
  }

  function commit(): void {
    const group = waiting;
    waiting = [];
    lastGroup = group.length;
    const outcomes = storeTogether(group);
    for (const [index, { answer }] of group.entries())
      answer((outcomes[index] ?? 'failed') === 'failed' ? notStored : { status: 200 });
    if (outcomes.includes('new')) setImmediate(onStored);
  }

  function storeTogether(group: readonly Waiting[]): readonly Stored[] {
    try {
      return ledger.transaction(() => group.map(store));
    } catch (error) {
      log.error('deliveries could not be stored', { deliveries: group.length, error: messageOf(error) });
      // one of them may be at fault: store each alone
      return group.length > 1 ? group.flatMap((one) => storeTogether([one])) : ['failed'];
    }
  }

  function store({ id, topic, delivery: { headers, body } }: Waiting): Stored {
    const pairs = keptHeaders.flatMap((name): readonly [string, string][] => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    });
    const receivedAt = clock.now();
    const isNew = ledger.documents.put({
      id,
      kind: 'webhook',
      topic,
      headers: Object.fromEntries(pairs),
      body,
      receivedAt,
    });
    return isNew ? 'new' : 'known';
  }

  /** The part of a delivery to store; null for nothing. */
  function keptOf(topic: string, body: Buffer): Buffer | null {
    if (orderTopics.has(topic)) return body;
    if (topic === checkoutTopic) {
      // the contents of a visitor's basket are not stored
      const checkout = readCheckout(body.toString('utf8'));
      return checkout && Buffer.from(keptOfCheckout(checkout));
    }
    // from a subscription made by hand; it could contain personal data that belongs to no order
    const reason = 'it tells nothing about an order';
    refusals.warn('delivery not kept', { topic: oneLine(topic, mostSaid), reason });
    return null;
  }

  return {
    signatures: () => ({ heard, oldUntil: oldUntil() }),
    async receive(delivery) {
      const { 'x-shopify-topic': topic = '', 'x-shopify-shop-domain': shop } = delivery.headers;
      const signedBy = signerOf(delivery, config(), keys);
      const by = delivery.headers['x-shopify-webhook-id']?.startsWith(testRunMark) ? 'drill' : 'shopify';
      const isOurShop = shop?.toLowerCase() === config()?.shop.toLowerCase();
      // a test run's delivery is signed by this app, which proves nothing about Shopify's secret
      if (signedBy !== null && isOurShop && by === 'shopify') {
        heard = hear(heard, signedBy, clock.now());
        if (signedBy === 'current') onProven();
      }
      const refusal = refusalOf(delivery, config(), signedBy);
      if (refusal) {
        const { status, reason, fix } = refusal;
        const said = { topic: oneLine(topic, mostSaid), shop: shop && oneLine(shop, mostSaid) };
        refusals.warn('delivery refused', { status, reason, fix, ...said });
        const trouble = refusal.missigned && isOurShop ? wrongSignatures(heard, clock.now()) : null;
        if (trouble) onMissigned(trouble);
        return { status, reason };
      }
      onTaken(delivery.headers['x-forwarded-host'] ?? delivery.headers.host, by);
      if (isCatalogueTopic(topic)) {
        const change = readCatalogueChange(topic, delivery.body.toString('utf8'));
        if (change) onCatalogue(change);
        else log.warn('a delivery names nothing of the catalogue', { topic });
        return { status: 200 };
      }
      const body = keptOf(topic, delivery.body);
      if (body === null) return { status: 200 };
      const id = documentIdOf(topic, delivery.headers['x-shopify-hmac-sha256'] ?? '');
      return new Promise((answer) => {
        waiting.push({ id, topic, delivery: { ...delivery, body }, answer });
        if (waiting.length === 1) setImmediate(gather, 1, clock.now(), 0);
      });
    },
  };
}

type Refusal = {
  readonly status: number;
  readonly reason: string;
  readonly fix: string;
  readonly missigned?: boolean;
};
/** The prefix of the webhook ids of a test run. The signature does not cover them, so they grant nothing. */
export const testRunMark = 'fire-drill-';

/** @returns null without a signature or a key to check it */
function signerOf(
  { headers, body }: Delivery,
  config: ShopifyConfig | null,
  keys: WebhookKeys,
): SignedBy | null {
  const signature = headers['x-shopify-hmac-sha256'];
  if (!config || config.webhookSecrets.length === 0 || signature === undefined) return null;
  return keys.signedBy(body, signature, config.webhookSecrets);
}

const wrongSignature = {
  expired: 'signed with the client secret of before, which is taken for a day after a change',
  another:
    'signed with another secret: is the subscription made by hand in the admin, or was the client secret rotated?',
} as const;

/** Checks the signature before anything else in the delivery. @returns null when the delivery is accepted */
function refusalOf(
  { headers }: Delivery,
  config: ShopifyConfig | null,
  signedBy: SignedBy | null,
): Refusal | null {
  if (!config || config.webhookSecrets.length === 0) {
    return {
      status: 503,
      reason: 'no key to check deliveries with',
      fix: 'Connect Shopify with the client secret of the app.',
    };
  }
  if (signedBy !== 'current' && signedBy !== 'old') {
    return {
      status: 401,
      reason: signedBy === null ? 'no signature' : wrongSignature[signedBy],
      missigned: signedBy !== null,
      fix: 'Remove webhooks created by hand in the Shopify admin (Orderbell creates its own), and check the client secret.',
    };
  }
  const missing = ['x-shopify-topic', 'x-shopify-shop-domain'].filter((name) => !headers[name]);
  if (missing.length > 0) {
    return {
      status: 400,
      reason: `missing ${missing.join(' and ')}`,
      fix: 'Something between Shopify and here drops headers.',
    };
  }
  // the header is not covered by the signature, but an app may be installed in several shops with one secret
  const shop = headers['x-shopify-shop-domain']?.toLowerCase();
  if (shop !== config.shop.toLowerCase()) {
    return {
      status: 401,
      reason: `sent for ${shop}, and only ${config.shop} is connected`,
      fix: 'Remove the app from the other shop, or connect that shop.',
    };
  }
  return null;
}

/**
 * The same body on the same topic is the same delivery, whatever ids it carries. The verified signature serves as its digest.
 * Signed with a new secret, it is stored once more, which changes nothing.
 */
const documentIdOf = (topic: string, signature: string): DocumentId =>
  documentIdSchema.parse(`webhook:${hash('sha256', `${topic}\n${signature}`)}`);
