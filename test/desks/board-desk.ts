import type { Lease } from '../../src/main/desks/lease.ts';
import { createLease } from '../../src/main/desks/lease.ts';
import type { Clock, Ledger } from '../../src/main/ports.ts';
import { deskIdSchema } from '../../src/shared/ids.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';
import type { SimulatedHub, Sky } from './simulated-hub.ts';

export type BoardDesk = {
  readonly lease: Lease;
  readonly ledger: Ledger;
  /** What the next requests run into, one each; fair when there is none left. */
  readonly sky: Sky[];
  /** The same desk, its app started anew on what it had written down. */
  again(): BoardDesk;
};

/** A desk of which there is only what it does on the board that all look at. */
export function boardDesk(
  hub: SimulatedHub,
  clock: Clock,
  name: string,
  ledger: Ledger = memoryLedger({ clock, deskId: `desk-${name}` }),
): BoardDesk {
  const sky: Sky[] = [];
  const deskId = deskIdSchema.parse(`desk-${name}`);
  const { table } = hub.hubOf(
    deskId,
    () => sky.shift() ?? 'fair',
    () => 0,
  );
  const lease = createLease({
    table,
    deskId,
    settings: ledger.settings,
    clock,
    log: quietLog(),
    onRole: () => {},
  });
  return { lease, ledger, sky, again: () => boardDesk(hub, clock, name, ledger) };
}
