import { messageOf } from '../shared/problem.ts';
import type { ShopPlace } from '../shared/shop-place.ts';
import type { Recorder } from './intake/recorder.ts';
import { createComing } from './intake/shopify/coming.ts';
import type { Reconciliation } from './intake/shopify/reconcile.ts';
import { createReconciliation } from './intake/shopify/reconcile.ts';
import { createUnderstander } from './intake/shopify/understand.ts';
import { createWebhookIntake } from './intake/shopify/webhook-intake.ts';
import type { Clock, Ledger, Log } from './ports.ts';
import type { ShopifyConfig } from './settings/config.ts';
import { createShopifyClient } from './shopify/client.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

export type ShopifyIntakeParts = {
  /** Null: no store is connected. */
  readonly config: ShopifyConfig | null;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly tunnel: Pick<Tunnel, 'publicUrl' | 'proven'>;
  /** Whether this desk is the one that listens. */
  readonly listens: boolean;
  /** Whether this month's requests to the public address run short. */
  readonly isShort: () => boolean;
  /** Where Shopify publishes its webhooks; null while Pub/Sub is off. */
  readonly pubsubUri?: string | null;
  /** Where the shop is. */
  readonly place: () => ShopPlace;
  readonly askDrafts: () => Promise<void>;
  readonly onTold: () => void;
  readonly onRound: () => void;
  /** Called with the client secret when Shopify has let us in by it, or signed with it. */
  readonly onSecretProven: (secret: string) => void;
};

/**
 * An answer wakes whoever waits for it, a tunnel on this computer as a rule. On a busy computer that comes to work only once
 * this process rests, and to make sense of an order takes some milliseconds.
 */
const answerMs = 1;

/** What comes from the store: its deliveries, what they mean, and the questions that find what was not delivered. */
export function composeShopify(parts: ShopifyIntakeParts) {
  const { config, ledger, recorder, clock, tunnel, onTold, onRound } = parts;
  const log = parts.log.scoped('shopify');
  let aheadMs = 0;
  /** By its answers: a delivery says when it was first tried, and may come hours after that. */
  const onDate = (at: number): void => {
    aheadMs = Math.max(0, clock.now() - at);
  };
  const ahead = (): number => aheadMs;
  const client = config && createShopifyClient({ config, clock, log, onDate });
  let noted: string | undefined;
  const proven = (secret: string | undefined): void => {
    // each delivery proves it again
    if (secret === noted || secret === undefined) return;
    try {
      parts.onSecretProven(secret);
      noted = secret;
    } catch (error) {
      log.warn('it could not be kept that the client secret works', { error: messageOf(error) });
    }
  };
  const reconciliation: Reconciliation | null =
    client && config
      ? createReconciliation({
          client,
          config,
          ledger,
          recorder,
          clock,
          log,
          ahead,
          publicUrl: () => tunnel.publicUrl(),
          listens: () => parts.listens,
          isShort: parts.isShort,
          pubsubUri: parts.pubsubUri ?? null,
          place: parts.place,
          askDrafts: parts.askDrafts,
          onTold,
          onRound: () => {
            const { auth } = config;
            if (reconciliation?.isLetIn() && auth.kind === 'client-credentials') proven(auth.clientSecret);
            onRound();
          },
        })
      : null;
  const coming = createComing();
  const understander = createUnderstander({
    ledger,
    recorder,
    clock,
    log,
    ahead,
    coming,
    place: parts.place,
  });
  const webhooks = createWebhookIntake({
    ledger,
    clock,
    log: parts.log.scoped('receiver'),
    config: () => config,
    onStored: () => clock.after(answerMs, () => understander.drain()),
    onCatalogue: (change) => reconciliation?.catalogueChanged(change),
    onTaken: (host, by) => {
      tunnel.proven(host);
      if (by === 'shopify') reconciliation?.delivered();
    },
    onProven: () => proven(config?.webhookSecrets[0]),
    onMissigned: (refusal) => {
      reconciliation?.refused(refusal);
      onRound();
    },
  });
  return { client, reconciliation, understander, webhooks, coming, ahead };
}
