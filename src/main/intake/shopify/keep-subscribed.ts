import type { OrderId } from '../../../shared/ids.ts';
import { isProblem, mayPass, Problem } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { CallOptions, ShopifyClient } from '../../shopify/shopify-client.ts';
import { grantFix, shopifyPublisher } from '../pubsub/grant.ts';
import { ensurePubsubSubscriptions, ensureSubscriptions, registerAnew, topicsFor } from './subscriptions.ts';

export type KeepSubscribedParts = {
  readonly client: ShopifyClient;
  readonly ledger: Pick<Ledger, 'settings' | 'orders'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether there is a client secret to check deliveries with; without one each delivery would be refused. */
  readonly canCheck: boolean;
  /** The address at which Shopify reaches the receiver; null while there is no tunnel. */
  readonly publicUrl: () => string | null;
  /** Whether this computer is the leader; the others leave the subscriptions alone. */
  readonly listens?: () => boolean;
  /** Whether this month's requests to the public address run low. */
  readonly isShort?: () => boolean;
  /** Where Shopify also publishes, `pubsub://PROJECT:TOPIC`; null while Pub/Sub is off. */
  readonly pubsubUri?: string | null;
};

/** Why a delivery was refused, and the fix. */
export type Refused = { readonly problem: string; readonly fix: string };

const silentFix =
  'Look whether something between Shopify and this computer holds deliveries up. Orders still come, within two minutes.';
/** Diagnostics shows the same text. */
export const unchecked: Refused = {
  problem: 'Deliveries cannot be checked: the app’s client secret (API secret key) is not set',
  fix: 'Type it under Client secret, below the client id; the access token stays. Orders still come, within two minutes.',
};
/** One move may be a manual change; two mean that another computer keeps doing it. */
const roundsOfAQuarrel = 2;
const quarrel: Refused = {
  problem: 'Another computer moves Shopify’s deliveries to its own address, again and again',
  fix: 'Let one computer alone have a public address, or give both the same one. Orders still come, within two minutes.',
};
/** A wrong signature is shown for this long, unless a right one comes sooner. */
const refusalMs = 24 * 3_600_000;

/**
 * Keeps Shopify delivering: recreates missing subscriptions. If none is missing and orders still arrive only by polling,
 * registers all of them again, once per silence.
 */
export function createKeepSubscribed(parts: KeepSubscribedParts) {
  const { client, ledger, clock, log, canCheck, publicUrl } = parts;
  const { listens = () => true, isShort = () => false, pubsubUri = null } = parts;
  const setting = `shopify.subscribedTo:${client.shop}`;
  const pubsubSetting = `shopify.pubsubTo:${client.shop}`;
  let pubsubProblem: Problem | null = null;
  let fact = 'not asked yet';
  let isEnsured = false;
  /** Consecutive rounds that found every subscription in place. */
  let inPlace = 0;
  /** Consecutive rounds that found subscriptions moved away from an address that had them all. */
  let movedAway = 0;
  let renewals = 0;
  /** Orders that the last round found first, although a delivery should have come before. */
  let suspects: readonly OrderId[] = [];
  let missed = 0;
  let registeredAnew = false;
  let wasShort = false;
  let refused: (Refused & { readonly at: number }) | null = null;

  function forget(): void {
    inPlace = 0;
    suspects = [];
  }

  async function ensure(options?: CallOptions): Promise<void> {
    const url = publicUrl();
    isEnsured = false;
    if (listens()) await ensurePubsub(options);
    if (url === null || !listens()) {
      const isPublished = listens() && pubsubUri !== null && pubsubProblem === null;
      fact = isPublished ? 'by Pub/Sub' : url === null ? 'no public address' : 'another computer listens';
      movedAway = 0;
      forget();
      return;
    }
    if (!canCheck) {
      fact = 'no client secret';
      // older subscriptions would only cause refused deliveries, each of which costs a request
      await ensureSubscriptions(client, url, options, []);
      ledger.settings.set(setting, null);
      return;
    }
    fact = 'not set up';
    const short = isShort();
    const { kept, changed, created } = await ensureSubscriptions(client, url, options, topicsFor(short));
    const wereSpared = wasShort && !short;
    wasShort = short;
    const before = ledger.settings.get(setting);
    ledger.settings.set(setting, url);
    isEnsured = true;
    inPlace = changed === 0 ? inPlace + 1 : 0;
    fact = `${kept + changed} topics`;
    movedAway = before === url && changed > created ? movedAway + 1 : 0;
    if (movedAway > 0) log.warn('webhook subscriptions were moved to another address and back', { changed });
    // a missing subscription counts even if the address has changed meanwhile
    if (created > 0 && before !== null && !wereSpared) {
      renewals += 1;
      log.warn('webhook subscriptions were gone and are back', { created });
    } else if (changed > 0) log.info('webhook subscriptions set', { changed });
    if (missed > 0 && !registeredAnew) {
      registeredAnew = true;
      log.warn('deliveries did not come although the subscriptions were there', { missed });
      await registerAnew(client, url, options);
    }
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

  /** Counts rounds instead of comparing clocks: a delivery has a whole round to arrive before its order is polled. */
  function found(news: readonly OrderId[]): void {
    missed += suspects.filter((id) => !wasDelivered(id)).length;
    suspects = inPlace >= 2 ? news : [];
  }

  const wasDelivered = (id: OrderId): boolean =>
    ledger.orders.detail(id)?.documents.some(({ kind }) => kind === 'webhook') ?? true;

  return {
    ensure,
    found,
    /** The receiver was not reachable, so missing deliveries prove nothing. */
    forget,
    /** A delivery was accepted: the route works. */
    delivered(): void {
      missed = 0;
      registeredAnew = false;
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
      if (refused && Math.abs(clock.now() - refused.at) < refusalMs) return refused;
      if (movedAway >= roundsOfAQuarrel) return quarrel;
      if (missed === 0) return null;
      const problem =
        missed === 1
          ? 'Shopify’s delivery did not come for 1 order; it was asked for, and the subscription registered anew'
          : `Shopify’s deliveries did not come for ${missed} orders; they were asked for, and the subscription registered anew`;
      return { problem, fix: silentFix };
    },
  };
}
