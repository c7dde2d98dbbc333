import type { ComputersView } from '../../shared/computers-view.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import type { Ledger } from '../ports.ts';
import { forgottenOf, goneComputers } from './forgotten.ts';
import type { Peers } from './peers/peers.ts';
import type { UnreadSource } from './read-elsewhere.ts';
import { unreadWords } from './read-elsewhere.ts';
import type { ReplicationStatus } from './replication.ts';
import type { Role } from './role.ts';
import { leaderSince } from './role.ts';
import { namesOf } from './workstation-names.ts';

/** How long it is shown that a computer which was forgotten is there after all. */
const backForMs = 24 * 3_600_000;
/** The same of a data directory that was copied. */
const copiedForMs = 7 * 24 * 3_600_000;

export type ComputersParts = {
  readonly ledger: Ledger;
  readonly role: Role;
  readonly lastSeen: ReadonlyMap<WorkstationId, number>;
  /** What this computer is called; without others it is stored nowhere. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What each computer says of itself; null without Pub/Sub. */
  readonly peers?: Pick<Peers, 'lag'> | null;
};

/** A line for each computer that is known, this one first. */
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

export type ViewParts = {
  readonly ledger: Ledger;
  readonly computers: ComputersView['computers'];
  readonly canBeChosen: boolean;
  readonly problem: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly live: (ReplicationStatus & { readonly electionProblem: string | null }) | null;
  readonly unread: readonly UnreadSource[];
};

export function computersView(parts: ViewParts): ComputersView {
  const { ledger, computers, canBeChosen, problem, now, live, unread } = parts;
  const story = ledger.copied.story();
  return {
    canBeChosen,
    problem,
    leaderSince: leaderSince(ledger.settings),
    live: live && {
      problem: live.problem ?? live.electionProblem,
      pending: live.pending,
      lagMs: live.lagMs,
      unreadable: live.unreadable,
    },
    computers,
    ...(unread.length > 0 && { unread: unread.map(unreadWords) }),
    ...(story !== null && now - story.at < copiedForMs && { copiedAt: story.at }),
  };
}

/** Whose events are here, whichever way they came, without those that are gone for good. */
export function knownComputers(ledger: Ledger): readonly WorkstationId[] {
  const gone = goneComputers(ledger);
  return [...ledger.entries.heard().keys()].filter((id) => !gone.has(id));
}
