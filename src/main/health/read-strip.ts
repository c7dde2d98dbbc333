import type { StripView } from '../../shared/views.ts';
import type { Ledger } from '../ports.ts';
import { countParked } from './parked.ts';
import type { StripFacts } from './strip.ts';
import { buildStrip, startOfToday } from './strip.ts';

/** The strip as the ledger stands now, with what only the connections know. */
export function readStrip(
  ledger: Ledger,
  now: number,
  told: Pick<StripFacts, 'sources' | 'warehouseOff' | 'notifyOff'>,
): StripView {
  const todayFrom = startOfToday(now);
  const today = [...ledger.orders.each({ since: todayFrom })];
  const { counts } = ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 1 }, { todayFrom });
  return buildStrip({
    ...told,
    today,
    todayFrom,
    touches: ledger.people.countSince(todayFrom),
    parked: countParked(ledger, today),
    quarantined: counts.quarantine,
  });
}
