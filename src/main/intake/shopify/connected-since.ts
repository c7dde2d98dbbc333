import { momentOf, momentTold } from '../../../shared/placed-at.ts';
import type { Ledger, Settings } from '../../ports.ts';
import { isRestoring } from '../../restoring.ts';

const settingStart = 'shopify.connectedAt:';
const connectedAt = (shop: string): string => `${settingStart}${shop}`;
const day = 86_400_000;

/**
 * Since when a shop is asked for its orders, by whichever desk; null before. A desk that takes over counts from the first order
 * that the shop's desks have brought, and a clock that was once ahead puts nothing off.
 * @param now epoch milliseconds
 */
export function connectedSince(ledger: Ledger, shop: string, now: number): number | null {
  const text = ledger.settings.get(connectedAt(shop));
  const first = tellsOf(ledger, shop) ? ledger.orders.first('shopify') : null;
  const known = [
    ...(text === null ? [] : [Number(text)]),
    // by the later of two clocks: the one of the desk that received it may be years wrong
    ...(first === null ? [] : [Math.max(first.receivedAt, momentOf(first))]),
  ];
  return known.length === 0 ? null : Math.min(now, ...known);
}

/**
 * Until when other desks have surely asked a shop for its orders, as far as this ledger shows: when the latest was placed that
 * they brought. Null when it shows none of theirs.
 */
export function askedByOthersUntil(ledger: Ledger, shop: string): number | null {
  const last = tellsOf(ledger, shop) ? ledger.orders.lastOfOthers('shopify', ledger.deskId) : null;
  return last && momentOf(last);
}

/**
 * Whether the ledger's orders tell of this shop: none of them says which one it is of, and of a ledger that is being filled
 * nobody can say what it lacks.
 */
const tellsOf = (ledger: Ledger, shop: string): boolean =>
  !isRestoring(ledger) && ledger.settings.names(settingStart, '').every((name) => name === connectedAt(shop));

/** Remembers the first connection; later ones change nothing. */
export function rememberConnection(settings: Settings, shop: string, now: number): void {
  const name = connectedAt(shop);
  if (settings.get(name) === null) settings.set(name, String(now));
}

/**
 * When an order was placed by this computer's clock, as far as that is told: by one that is ahead of Shopify's, each order would
 * be an old one, and none is older by one that is behind.
 * @param ahead by how much it is, in milliseconds
 */
export function placedHere(placedAt: string | undefined, ahead: number): { readonly toldAt?: number } {
  const placed = momentTold(placedAt);
  return placed === null ? {} : { toldAt: placed + ahead };
}

/**
 * Whether a manager is woken for an order the ledger has not seen, whichever path brings it first and however late: only
 * what was ordered more than a day before the shop was connected is history. What is not known rings rather than not.
 */
export function rings(placedAt: string | undefined, since: number | null): boolean {
  const placed = momentTold(placedAt);
  return since === null || placed === null || placed >= since - day;
}
