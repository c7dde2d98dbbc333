import type { Settings } from '../../ports.ts';

const connectedAt = (shop: string): string => `shopify.connectedAt:${shop}`;
const day = 86_400_000;

/** When this desk first asked a shop for its orders; null before. */
export function connectedSince(settings: Settings, shop: string): number | null {
  const text = settings.get(connectedAt(shop));
  return text === null ? null : Number(text);
}

/** Remembers the first connection; later ones change nothing. */
export function rememberConnection(settings: Settings, shop: string, now: number): void {
  const name = connectedAt(shop);
  if (settings.get(name) === null) settings.set(name, String(now));
}

/**
 * Whether a manager is woken for an order the ledger has not seen, whichever path brings it first and however late: only
 * what was ordered more than a day before the shop was connected is history. What is not known rings rather than not.
 */
export function rings(placedAt: string | undefined, since: number | null): boolean {
  const placed = Date.parse(placedAt ?? '');
  return since === null || Number.isNaN(placed) || placed >= since - day;
}
