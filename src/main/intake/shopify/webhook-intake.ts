import { createHash } from 'node:crypto';
import type { DocumentId } from '../../../shared/ids.ts';
import { documentIdSchema } from '../../../shared/ids.ts';
import { assertNever, messageOf } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { CatalogueChange } from '../../selling/catalogue-change.ts';
import { isCatalogueTopic, readCatalogueChange } from '../../selling/catalogue-change.ts';
import type { ShopifyConfig } from '../../settings/config.ts';
import { checkoutTopic, readCheckout } from './read-checkout.ts';
import { isSigned } from './verify.ts';

/** One webhook POST as it came in. Header names are in lower case. */
export type Delivery = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};
export type DeliveryAnswer = { readonly status: number; readonly reason?: string };
export type WebhookIntake = {
  /** Resolves when the raw delivery is on disk, or with the reason why it is not taken. Never rejects. */
  receive(delivery: Delivery): Promise<DeliveryAnswer>;
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
  /** Called for each delivery that is truly Shopify's, with the host it was sent to. */
  readonly onTaken?: (host: string | undefined) => void;
  /** Called for one that carries this shop's name and another signature. */
  readonly onMissigned?: (refusal: { readonly problem: string; readonly fix: string }) => void;
};

/** What is read as an order; other topics are kept and left alone. */
const orderTopics: ReadonlySet<string> = new Set([
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
  onMissigned = () => {},
}: WebhookIntakeParts): WebhookIntake {
  let waiting: Waiting[] = [];

  /** Everything that arrived while the last commit was on its way to the disk shares the next one. */
  function commit(): void {
    const group = waiting;
    waiting = [];
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
    const kept = keptHeaders.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const isNew = ledger.documents.put({
      id,
      kind: 'webhook',
      topic,
      headers: Object.fromEntries(kept),
      body,
      receivedAt: clock.now(),
    });
    if (!isNew) return 'nothing-to-do';
    if (orderTopics.has(topic) || topic === checkoutTopic) return 'to-understand';
    ledger.documents.settle(id, 'ignored', { reason: `${topic} tells nothing about an order` });
    return 'nothing-to-do';
  }

  return {
    async receive(delivery) {
      const refusal = refusalOf(delivery, config());
      if (refusal) {
        const { status, reason, fix } = refusal;
        const { 'x-shopify-topic': topic, 'x-shopify-shop-domain': shop } = delivery.headers;
        log.warn('delivery refused', { status, reason, fix, topic, shop });
        if (refusal.missigned && shop?.toLowerCase() === config()?.shop.toLowerCase())
          onMissigned({ problem: missigned, fix });
        return { status, reason };
      }
      const topic = delivery.headers['x-shopify-topic'] ?? '';
      onTaken(delivery.headers['x-forwarded-host'] ?? delivery.headers.host);
      // what a visitor of the shop puts in a basket is nobody's business here
      if (topic === checkoutTopic && !readCheckout(delivery.body.toString('utf8'))) return { status: 200 };
      if (isCatalogueTopic(topic)) {
        const change = readCatalogueChange(topic, delivery.body.toString('utf8'));
        if (change) onCatalogue(change);
        else log.warn('a delivery names nothing of the catalogue', { topic });
        return { status: 200 };
      }
      const id = documentIdOf(topic, delivery.body);
      return new Promise((answer) => {
        waiting.push({ id, topic, delivery, answer });
        if (waiting.length === 1) setImmediate(commit);
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
const missigned = 'A delivery was signed with another secret and refused';

/** The signature is looked at before anything else the delivery says. @returns null when the delivery is ours to take */
function refusalOf({ headers, body }: Delivery, config: ShopifyConfig | null): Refusal | null {
  if (!config || config.webhookSecrets.length === 0) {
    return {
      status: 503,
      reason: 'no key to check deliveries with',
      fix: 'Connect Shopify with the client secret of the app.',
    };
  }
  const signature = headers['x-shopify-hmac-sha256'];
  if (signature === undefined || !isSigned(body, signature, config.webhookSecrets)) {
    return {
      status: 401,
      reason:
        signature === undefined
          ? 'no signature'
          : 'signed with another secret: is the subscription made by hand in the admin, or was the client secret rotated?',
      missigned: signature !== undefined,
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

/** The same words on the same topic are the same delivery, whatever ids it carries this time. */
const documentIdOf = (topic: string, body: Buffer): DocumentId =>
  documentIdSchema.parse(
    `webhook:${createHash('sha256').update(topic).update('\n').update(body).digest('hex')}`,
  );
