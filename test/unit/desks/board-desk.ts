import type { Lease } from '../../../src/main/desks/lease.ts';
import { createLease } from '../../../src/main/desks/lease.ts';
import type { Standings } from '../../../src/main/desks/own-means.ts';
import { createOwnMeans } from '../../../src/main/desks/own-means.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import { deskSources } from '../../../src/shared/desk-source.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import type { SimulatedHub, Sky } from './simulated-hub.ts';

export type BoardDesk = {
  readonly lease: Lease;
  readonly ledger: Ledger;
  /** What the next requests run into, one each; fair when there is none left. */
  readonly sky: Sky[];
  /** What its shop was told: whether it listens from now on. */
  readonly roles: readonly boolean[];
  /** The same desk, its app started anew on what it had written down; with other accounts, if they are given. */
  again(means?: readonly DeskMeans[], mailbox?: () => string | null, standings?: Standings): BoardDesk;
};

/** A desk of which there is only what it does on the board that all look at. */
export function boardDesk(
  hub: SimulatedHub,
  clock: Clock,
  name: string,
  ledger: Ledger = memoryLedger({ clock, deskId: `desk-${name}` }),
  means: readonly DeskMeans[] = deskSources,
  mailbox: () => string | null = () => null,
  standings: Standings = {},
): BoardDesk {
  const sky: Sky[] = [];
  const roles: boolean[] = [];
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
    means: createOwnMeans(means, standings, clock),
    mailbox,
    nameOf: () => null,
    onRole: ({ isOurs }) => void roles.push(isOurs),
  });
  const again: BoardDesk['again'] = (its = means, itsMailbox = mailbox, theirs = standings) =>
    boardDesk(hub, clock, name, ledger, its, itsMailbox, theirs);
  return { lease, ledger, sky, roles, again };
}

/** Time passes, and these desks, which are on, look each half minute, one after the other. */
export async function lookOn(clock: FakeClock, ms: number, desks: readonly BoardDesk[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 30_000) {
    clock.sleep(30_000);
    for (const { lease } of desks) await lease.now();
  }
}
