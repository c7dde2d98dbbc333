import { hash } from 'node:crypto';
import type { DocumentId } from '../../../shared/ids.ts';
import { documentIdSchema } from '../../../shared/ids.ts';
import { oneLine } from '../../../shared/one-line.ts';
import { assertNever, messageOf } from '../../../shared/problem.ts';
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
  /** Resolves when the raw delivery is on disk, or with the reason why it is not taken. Never rejects. */
  receive(delivery: Delivery): Promise<DeliveryAnswer>;
  signatures(): Signatures;
};
/** How deliveries are signed, as far as was heard. */
export type Signatures = {
  readonly heard: SeenSignatures;
  /** When the secret of before is taken no more, epoch milliseconds, be that past; null where there is none. */
  readonly oldUntil: number | null;
};

export type WebhookIntakeParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: () => ShopifyConfig | null;
  /** Called after the answers are given, when there is something to understand. */
  readonly onStored: () => void;
  /** Called for a delivery about the catalogue. It is not kept: Shopify is asked instead, at the latest within two minutes. */
  readonly onCatalogue?: (change: CatalogueChange) => void;
  /** Called for each delivery that is rightly signed, with the host it was sent to; a fire drill's proves the way alone. */
  readonly onTaken?: (host: string | undefined, by: 'shopify' | 'drill') => void;
  /** Called for each that Shopify has signed with the secret in use. */
  readonly onProven?: () => void;
  /** Called for one that carries this shop's name and another signature. */
  readonly onMissigned?: (refusal: Refused) => void;
};

/** What is read as an order. */
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

/** Of a header in the log: a stranger can send thousands of signs. */
const mostSaid = 100;

/** So many are not held back by those that follow, and none for longer than this: a turn of the loop may be a long one. */
const largestGroup = 64;
const longestGatherMs = 5;
/** Such a turn is a short one: together they take less than the commit they may save. */
const mostEmptyTurns = 16;

type Waiting = {
  readonly id: DocumentId;
  readonly topic: string;
  readonly delivery: Delivery;
  readonly answer: (answer: DeliveryAnswer) => void;
};
type Stored = 'to-understand' | 'nothing-to-do' | 'not-stored';

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
  /** How many shared the last commit. */
  let lastGroup = 1;
  let heard = noSignatures;
  const keys = createWebhookKeys({ settings: ledger.settings, clock });
  const oldUntil = (): number | null => keys.oldUntil(config()?.webhookSecrets ?? []);
  // its day begins now, not with the first delivery
  oldUntil();

  /**
   * A commit costs little more for sixteen than for one. So everything that arrived while the last was on its way to the disk
   * shares the next, with whatever comes as long as each turn of the event loop brings more. Whoever was answered together sends
   * again together: the first of them waits a few turns for the others. One that comes alone waits for nobody.
   * @param before how many waited a turn ago @param since when the first began to, epoch milliseconds: what `uptime` says
   * is read from a file of the system on some, which costs more here than a clock that is set meanwhile
   * @param emptyTurns how many turns on end have brought nobody
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
    for (const [index, { answer }] of group.entries()) answer(answerTo(outcomes[index] ?? 'not-stored'));
    if (outcomes.includes('to-understand')) setImmediate(onStored);
  }

  function storeTogether(group: readonly Waiting[]): readonly Stored[] {
    try {
      return ledger.transaction(() => group.map(store));
    } catch (error) {
      log.error('deliveries could not be stored', { deliveries: group.length, error: messageOf(error) });
      // one of them may be at fault: alone, each stands or falls for itself
      return group.length > 1 ? group.flatMap((one) => storeTogether([one])) : ['not-stored'];
    }
  }

  function store({ id, topic, delivery: { headers, body } }: Waiting): Stored {
    const kept: Record<string, string> = {};
    for (const name of keptHeaders) {
      const value = headers[name];
      if (value !== undefined) kept[name] = value;
    }
    const isNew = ledger.documents.put({
      id,
      kind: 'webhook',
      topic,
      headers: kept,
      body,
      receivedAt: clock.now(),
    });
    return isNew ? 'to-understand' : 'nothing-to-do';
  }

  /** What is kept of a delivery; null: nothing. */
  function keptOf(topic: string, body: Buffer): Buffer | null {
    if (orderTopics.has(topic)) return body;
    if (topic === checkoutTopic) {
      // what a visitor of the shop puts in a basket is nobody's business here
      const checkout = readCheckout(body.toString('utf8'));
      return checkout && Buffer.from(keptOfCheckout(checkout));
    }
    // of a subscription made by hand; kept, it would hold people's data that no order leads to
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
      // this desk signs a drill's itself, which says nothing of how Shopify signs
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
/** How the webhook ids of a fire drill begin. They are not covered by the signature: nothing is trusted for them. */
export const testRunMark = 'fire-drill-';

/** @returns null where it has no signature, or no key is known to hold it against */
function signerOf(
  { headers, body }: Delivery,
  config: ShopifyConfig | null,
  keys: WebhookKeys,
): SignedBy | null {
  const signature = headers['x-shopify-hmac-sha256'];
  if (!config || config.webhookSecrets.length === 0 || signature === undefined) return null;
  return keys.signedBy(body, signature, config.webhookSecrets);
}

/** The signature is looked at before anything else the delivery says. @returns null when the delivery is ours to take */
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
  if (signedBy === null || signedBy === 'expired' || signedBy === 'another') {
    return {
      status: 401,
      reason:
        signedBy === null
          ? 'no signature'
          : signedBy === 'expired'
            ? 'signed with the client secret of before, which is taken for a day after a change'
            : 'signed with another secret: is the subscription made by hand in the admin, or was the client secret rotated?',
      missigned: signedBy !== null,
      fix: 'Remove webhooks made by hand in the Shopify admin (Orderbell makes its own), and check the client secret.',
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

function answerTo(stored: Stored): DeliveryAnswer {
  switch (stored) {
    case 'to-understand':
    case 'nothing-to-do':
      return { status: 200 };
    case 'not-stored':
      return { status: 503, reason: 'could not be written to disk, please send it again' };
    default:
      return assertNever(stored);
  }
}

/**
 * The same words on the same topic are the same delivery, whatever ids it carries this time. Their signature stands for them: it
 * is a digest of theirs in its one spelling, and was looked at. Under the next secret they come once more, and tell nothing new.
 */
const documentIdOf = (topic: string, signature: string): DocumentId =>
  documentIdSchema.parse(`webhook:${hash('sha256', `${topic}\n${signature}`)}`);
