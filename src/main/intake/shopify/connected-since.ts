import { momentOf, momentTold } from '../../../shared/placed-at.ts';
import type { Ledger, Settings } from '../../ports.ts';
import { isRestoring } from '../../restoring.ts';

const settingStart = 'shopify.connectedAt:';
const connectedAt = (shop: string): string => `${settingStart}${shop}`;
const day = 86_400_000;

/**
 * Since when any computer has polled a shop's orders; null before. A computer that takes over counts from the first order in the
 * ledger. A clock that was once ahead does not postpone it.
 * @param now epoch milliseconds
 */
export function connectedSince(ledger: Ledger, shop: string, now: number): number | null {
  const text = ledger.settings.get(connectedAt(shop));
  const first = tellsOf(ledger, shop) ? ledger.orders.first('shopify') : null;
  const known = [
    ...(text === null ? [] : [Number(text)]),
    // the later of two clocks: that of the receiving computer may be years wrong
    ...(first === null ? [] : [Math.max(first.receivedAt, momentOf(first))]),
  ];
  return known.length === 0 ? null : Math.min(now, ...known);
}

/**
 * The time up to which other computers have polled a shop's orders, as far as this ledger shows: when the latest order they
 * received was placed. Null if it has none of theirs.
 */
export function askedByOthersUntil(ledger: Ledger, shop: string): number | null {
  const last = tellsOf(ledger, shop) ? ledger.orders.lastOfOthers('shopify', ledger.deskId) : null;
  return last && momentOf(last);
}

/**
 * Whether the ledger's orders belong to this shop: no order names its shop. False while the ledger is being restored, because it
 * is incomplete.
 */
const tellsOf = (ledger: Ledger, shop: string): boolean =>
  !isRestoring(ledger) && ledger.settings.names(settingStart, '').every((name) => name === connectedAt(shop));

/** Remembers the first connection; later ones change nothing. */
export function rememberConnection(settings: Settings, shop: string, now: number): void {
  const name = connectedAt(shop);
  if (settings.get(name) === null) settings.set(name, String(now));
}

/**
 * When an order was placed, by this computer's clock. On a clock ahead of Shopify's each new order would look old; a clock that
 * is behind makes none older.
 * @param ahead milliseconds that the clock is ahead
 */
export function placedHere(placedAt: string | undefined, ahead: number): { readonly toldAt?: number } {
  const placed = momentTold(placedAt);
  return placed === null ? {} : { toldAt: placed + ahead };
}

/**
 * Whether a new order sends notifications, whichever path brings it first and however late. Only orders placed more than a day
 * before the shop was connected do not. Without a known time they do.
 */
export function rings(placedAt: string | undefined, since: number | null): boolean {
  const placed = momentTold(placedAt);
  return since === null || placed === null || placed >= since - day;
}
