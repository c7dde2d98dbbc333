import { messageOf } from '../../../shared/problem.ts';
import type { ShopPlace } from '../../../shared/shop-place.ts';
import { unknownPlace } from '../../../shared/shop-place.ts';
import { isLedgerRefusal } from '../../ledger/database.ts';
import type { Clock, Ledger, Log, Loop, StoredDocument } from '../../ports.ts';
import { restAfter } from '../../rest-after.ts';
import { markOpened } from '../../selling/mark-opened.ts';
import { isParkedMessage } from '../pubsub/parked-message.ts';
import type { Recorder } from '../recorder.ts';
import type { Coming } from './coming.ts';
import { createComing } from './coming.ts';
import { connectedSince, placedHere, rings } from './connected-since.ts';
import { checkoutTopic, readCheckout } from './read-checkout.ts';
import { readShopifyOrder } from './read-order.ts';
import { askedTo } from './reconcile-orders.ts';

export type UnderstanderParts = {
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  /** How far this computer's clock is ahead of Shopify's, in milliseconds. */
  readonly ahead?: () => number;
  /** The time zone and country of the shop. */
  readonly place?: () => ShopPlace;
  /** Without it, no delivery counts as incoming. */
  readonly coming?: Pick<Coming, 'atOnce' | 'turn'>;
};
export type Understander = Loop & {
  /**
   * Parses the stored deliveries, a batch in each turn. Incoming deliveries have priority: their sender waits until they are on
   * disk.
   */
  drain(): void;
};

/**
 * Deliveries parsed within this time share one commit, at least one, so that the next sender waits no longer. When nothing is
 * incoming, the backlog shares a commit, which costs as much as an order.
 */
const batchWhileComing = { ms: 2, most: 5 } as const;
const batchInQuiet = { ms: 20, most: 20 } as const;
const retryMs = 5_000;
/** No batch gives way to incoming deliveries for longer than this. */
const longestRestMs = 250;

/** Turns stored deliveries into orders, including those left by a crash. */
export function createUnderstander(parts: UnderstanderParts): Understander {
  const { ledger, recorder, clock, log, ahead = () => 0, coming = createComing() } = parts;
  const { place = () => unknownPlace } = parts;
  let running = false;
  let cancelNext = (): void => {};
  let ended = { at: 0, took: 0 };

  function drain(): void {
    if (!running) return;
    cancelNext();
    const atOnce = coming.atOnce();
    const wait = ended.at + restAfter(ended.took, longestRestMs, atOnce) - clock.now();
    if (atOnce > 0 && wait > 0 && wait <= longestRestMs) cancelNext = clock.after(wait, understandSome);
    else understandSome();
  }

  function understandSome(): void {
    const { ms, most } = coming.atOnce() > 0 ? batchWhileComing : batchInQuiet;
    coming.turn();
    const began = clock.now();
    try {
      const batch = ledger.documents.waiting('webhook', most);
      if (batch.length === 0) return;
      const understood = understandAll(batch, began + ms);
      if (understood === null) retry();
      else if (understood < batch.length || batch.length === most) nextTurn();
    } catch (error) {
      // reading or parking failed too; the deliveries stay stored
      log.error('deliveries could not be understood', { error });
      retry();
    }
    const at = clock.now();
    ended = { at, took: at - began };
  }

  /** The event loop turn in between shows whether another delivery arrives. */
  function nextTurn(): void {
    const turn = setImmediate(drain);
    cancelNext = () => clearImmediate(turn);
  }

  /** A new delivery is tried at once. */
  function retry(): void {
    cancelNext = clock.after(retryMs, drain);
  }

  /** @returns how many were parsed in that time; null when the disk does not accept them now */
  function understandAll(batch: readonly StoredDocument[], until: number): number | null {
    try {
      return ledger.transaction(() => {
        let done = 0;
        for (const document of batch) {
          if (done > 0 && clock.now() >= until) break;
          understand(document);
          done += 1;
        }
        return done;
      });
    } catch (error) {
      log.error('deliveries could not be understood together', { error: messageOf(error) });
      return batch.every(understandAlone) ? batch.length : null;
    }
  }

  function understandAlone(document: StoredDocument): boolean {
    try {
      ledger.transaction(() => understand(document));
      return true;
    } catch (error) {
      // any other error would repeat with the same document
      if (isLedgerRefusal(error)) return false;
      log.error('delivery parked', { documentId: document.id, error });
      ledger.documents.settle(document.id, 'parked', { reason: messageOf(error) });
      return true;
    }
  }

  function understandCheckout({ id, topic, body }: StoredDocument): void {
    const checkout = readCheckout(new TextDecoder().decode(body));
    const isOurs = checkout !== null && markOpened(ledger, clock, checkout);
    ledger.documents.settle(
      id,
      isOurs ? 'understood' : 'ignored',
      isOurs ? {} : { reason: `${topic} belongs to no draft order of this computer` },
    );
  }

  function understand(document: StoredDocument): void {
    const { id, topic, headers, body } = document;
    if (isParkedMessage(document)) {
      ledger.documents.settle(id, 'ignored', { reason: 'it was reviewed, and its body is not kept' });
      return;
    }
    if (topic === checkoutTopic) {
      understandCheckout(document);
      return;
    }
    const reading = readShopifyOrder(new TextDecoder().decode(body), place());
    if (reading.kind === 'unreadable') {
      log.warn('delivery parked', { documentId: id, topic, reason: reading.reason });
      ledger.documents.settle(id, 'parked', { reason: reading.reason });
      return;
    }
    const { placedAt } = reading.order.content;
    const shop = headers['x-shopify-shop-domain'] ?? '';
    const { orderId, outcome } = recorder.record(reading.order, {
      by: 'shopify',
      documentId: id,
      // both read the database, and most deliveries do not need them
      ring: topic === 'orders/create' || rings(placedAt, connectedSince(ledger, shop, clock.now())),
      askedTo: () => askedTo(ledger, shop),
      ...placedHere(placedAt, ahead()),
    });
    ledger.documents.settle(id, 'understood', { orderIds: [orderId] });
    log.info('delivery understood', { documentId: id, topic, orderId, outcome });
  }

  return {
    drain,
    start: () => {
      running = true;
      drain();
    },
    stop: async () => {
      running = false;
      cancelNext();
    },
  };
}
