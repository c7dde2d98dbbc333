import type { Ledger } from '../../ports.ts';
import { isRestoring } from '../../restoring.ts';
import { tellWholes } from './tell-wholes.ts';

const toldSetting = 'orders.chainsTold';
/** A telling is later than the last that is known here, and later than nothing else. */
const justAfter = { now: () => 0 };

/**
 * Tells the orders that others with parts of their own were merged into what stands in those: an earlier version never did, and
 * none of it is told anew while nothing changes in the parts. Done once, when the ledger has what the shop had before; what others
 * have told since, which this computer may not have heard of, counts over it.
 */
export function tellChains(ledger: Pick<Ledger, 'transaction' | 'orders' | 'entries' | 'settings'>): void {
  if (ledger.settings.get(toldSetting) !== null) return;
  if (isRestoring(ledger) || ledger.orders.sources().length === 0) return;
  ledger.transaction(() => {
    for (const id of ledger.orders.partsWithParts()) tellWholes(ledger, justAfter, id);
    ledger.settings.set(toldSetting, 'yes');
  });
}
