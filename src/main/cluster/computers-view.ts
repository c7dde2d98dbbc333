import type { ComputersView } from '../../shared/computers-view.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import type { Ledger } from '../ports.ts';
import { forgottenOf, goneComputers } from './forgotten.ts';
import type { Peers } from './peers/peers.ts';
import type { Role } from './role.ts';
import { namesOf } from './workstation-names.ts';

/** How long a notice is shown that a forgotten computer has come back. */
const backForMs = 24 * 3_600_000;

export type ComputersParts = {
  readonly ledger: Ledger;
  readonly role: Role;
  readonly lastSeen: ReadonlyMap<WorkstationId, number>;
  /** This computer's name; it is not stored while no other computer is known. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The status of each computer; null without Pub/Sub. */
  readonly peers?: Pick<Peers, 'lag'> | null;
};

/** One line for each known computer, this one first. */
export function computersOf(parts: ComputersParts): ComputersView['computers'] {
  const { ledger, role, lastSeen, name, now, peers = null } = parts;
  const names = namesOf(ledger);
  const forgotten = forgottenOf(ledger);
  const ids = new Set<WorkstationId>([ledger.deskId, ...knownComputers(ledger), ...lastSeen.keys()]);
  if (role.leader !== null) ids.add(role.leader);
  return [...ids].map((id) => {
    const last = forgotten.get(id);
    const isBack = last?.data.forgotten === false && Math.abs(now - last.at) < backForMs;
    const lag = peers?.lag(id);
    return {
      id,
      name: id === ledger.deskId ? name : (names.get(id) ?? id),
      isThis: id === ledger.deskId,
      isLeader: id === ledger.deskId ? role.isLeader : id === role.leader,
      lastSeenAt: lastSeen.get(id) ?? null,
      backAt: isBack ? last.at : null,
      ...(lag !== undefined && { lag }),
    };
  });
}

/** Computers with events in this ledger, from Pub/Sub or BigQuery, without the forgotten ones. */
export function knownComputers(ledger: Ledger): readonly WorkstationId[] {
  const gone = goneComputers(ledger);
  return [...ledger.entries.heard().keys()].filter((id) => !gone.has(id));
}
