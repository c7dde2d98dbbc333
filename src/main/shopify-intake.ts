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
  /** Null if no store is connected. */
  readonly config: ShopifyConfig | null;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly tunnel: Pick<Tunnel, 'publicUrl' | 'proven'>;
  /** Whether this computer is the leader. */
  readonly listens: boolean;
  /** The address for Shopify's webhooks; null if Pub/Sub is off. */
  readonly pubsubUri?: string | null;
  /** The shop's country and time zone. */
  readonly place: () => ShopPlace;
  readonly askDrafts: () => Promise<void>;
  readonly onTold: () => void;
  readonly onRound: () => void;
  /** Called with the client secret when Shopify has accepted it or signed with it. */
  readonly onSecretProven: (secret: string) => void;
};

/**
 * Delays parsing until the response is out: the receiving process, usually a local tunnel, runs only when this process is idle on
 * a busy computer, and parsing an order takes some milliseconds.
 */
const answerMs = 1;

/** Composes Shopify's intake: webhooks, their parsing, and the reconciliation that finds missed orders. */
export function composeShopify(parts: ShopifyIntakeParts) {
  const { config, ledger, recorder, clock, tunnel, onTold, onRound } = parts;
  const log = parts.log.scoped('shopify');
  let aheadMs = 0;
  /** Uses API responses: a webhook's date is its first attempt, which may be hours old. */
  const onDate = (at: number): void => {
    aheadMs = Math.max(0, clock.now() - at);
  };
  const ahead = (): number => aheadMs;
  const client = config && createShopifyClient({ config, clock, log, onDate });
  let noted: string | undefined;
  const proven = (secret: string | undefined): void => {
    // each webhook calls this again
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
