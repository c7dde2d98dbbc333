import { isProblem, mayPass, Problem } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { CallOptions, ShopifyClient } from '../../shopify/shopify-client.ts';
import { grantFix, shopifyPublisher } from '../pubsub/grant.ts';
import { endSubscriptions, ensurePubsubSubscriptions, ensureSubscriptions } from './subscriptions.ts';

export type KeepSubscribedParts = {
  readonly client: ShopifyClient;
  readonly ledger: Pick<Ledger, 'settings'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether there is a client secret to check deliveries with; without one each delivery would be refused. */
  readonly canCheck: boolean;
  /** The address at which Shopify reaches the receiver; null while there is no tunnel. */
  readonly publicUrl: () => string | null;
  /** Whether this computer is the leader; the others leave the subscriptions alone. */
  readonly listens?: () => boolean;
  /** Where Shopify also publishes, `pubsub://PROJECT:TOPIC`; null while Pub/Sub is off. */
  readonly pubsubUri?: string | null;
};

/** Why a delivery was refused, and the fix. */
export type Refused = { readonly problem: string; readonly fix: string };

/** Diagnostics shows the same text. */
export const unchecked: Refused = {
  problem: 'Webhooks cannot be verified: the app’s client secret (API secret key) is not set',
  fix: 'Enter it as the client secret, below the client ID; keep the access token. Orders still arrive within two minutes.',
};
/** A wrong signature is shown for this long, unless a right one comes sooner. */
const refusalMs = 24 * 3_600_000;

/** Keeps Shopify delivering: recreates missing subscriptions. */
export function createKeepSubscribed(parts: KeepSubscribedParts) {
  const { client, ledger, clock, log, canCheck, publicUrl, listens = () => true, pubsubUri = null } = parts;
  const setting = `shopify.subscribedTo:${client.shop}`;
  const pubsubSetting = `shopify.pubsubTo:${client.shop}`;
  let pubsubProblem: Problem | null = null;
  let fact = 'not checked yet';
  let isEnsured = false;
  let renewals = 0;
  let refused: (Refused & { readonly at: number }) | null = null;

  async function ensure(options?: CallOptions): Promise<void> {
    const url = publicUrl();
    isEnsured = false;
    if (listens()) await ensurePubsub(options);
    if (url === null || !listens()) {
      const isPublished = listens() && pubsubUri !== null && pubsubProblem === null;
      fact = isPublished
        ? 'by Pub/Sub'
        : url === null
          ? 'no public address'
          : 'another computer is the leader';
      return;
    }
    if (!canCheck) {
      fact = 'no client secret';
      // older subscriptions would only cause refused deliveries, each of which costs a request
      await endSubscriptions(client, url, options);
      ledger.settings.set(setting, null);
      return;
    }
    fact = 'not set up';
    const { kept, changed, created } = await ensureSubscriptions(client, url, options);
    const before = ledger.settings.get(setting);
    ledger.settings.set(setting, url);
    isEnsured = true;
    fact = `${kept + changed} topics`;
    // a missing subscription counts even if the address has changed meanwhile
    if (created > 0 && before !== null) {
      renewals += 1;
      log.warn('webhook subscriptions were gone and are back', { created });
    } else if (changed > 0) log.info('webhook subscriptions set', { changed });
  }

  /** A refusal of Pub/Sub does not stop the subscriptions to the public address. */
  async function ensurePubsub(options?: CallOptions): Promise<void> {
    const before = ledger.settings.get(pubsubSetting);
    if (pubsubUri === null && before === null) return;
    try {
      const changed = await ensurePubsubSubscriptions(client, pubsubUri, options);
      if (before !== pubsubUri) ledger.settings.set(pubsubSetting, pubsubUri);
      pubsubProblem = null;
      if (changed > 0) log.info('webhook subscriptions by Pub/Sub set', { changed, uri: pubsubUri });
    } catch (error) {
      if (!isProblem(error) || mayPass(error) || error.kind === 'signed-out') throw error;
      const topic = pubsubUri?.split(':').at(-1) ?? '';
      pubsubProblem = new Problem('refused', `Shopify does not publish its webhooks: ${error.message}`, {
        cause: error,
        fix: grantFix(shopifyPublisher, topic),
      });
      log.warn('webhooks could not be subscribed to by Pub/Sub', { reason: error.message });
    }
  }

  return {
    ensure,
    /** A delivery was accepted: the route works. */
    delivered(): void {
      refused = null;
    },
    refused(refusal: Refused): void {
      refused = { ...refusal, at: clock.now() };
    },
    fact: () => fact,
    pubsubProblem: (): Problem | null => pubsubProblem,
    /** Whether Shopify delivers here, as of the last round. */
    isEnsured: () => isEnsured,
    /** How often subscriptions were found missing. */
    renewals: () => renewals,
    trouble(): Refused | null {
      if (!canCheck && publicUrl() !== null && listens()) return unchecked;
      return refused && Math.abs(clock.now() - refused.at) < refusalMs ? refused : null;
    },
  };
}
