import type { ComputersView } from '../../shared/computers-view.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { Ledger } from '../ports.ts';
import { forgottenOf } from './forgotten.ts';
import type { Peers } from './peers/peers.ts';
import { unreadAtLeader, unreadWords } from './read-elsewhere.ts';
import type { ReplicationStatus } from './replication.ts';
import type { Role } from './role.ts';
import { leaderSince } from './role.ts';
import { namesOf } from './workstation-names.ts';

/** How long it is shown that a computer which was forgotten is there after all. */
const backForMs = 24 * 3_600_000;
/** The same of a data directory that was copied. */
const copiedForMs = 7 * 24 * 3_600_000;

export type ViewParts = {
  readonly ledger: Ledger;
  readonly role: Role;
  readonly canBeChosen: boolean;
  readonly problem: string | null;
  readonly lastSeen: ReadonlyMap<DeskId, number>;
  /** What this computer is called; without others it is stored nowhere. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly live: (ReplicationStatus & { readonly electionProblem: string | null }) | null;
  /** What each computer says of itself; null without Pub/Sub. */
  readonly peers?: Pick<Peers, 'lag' | 'sources'> | null;
};

export function computersView(parts: ViewParts): ComputersView {
  const { ledger, role, canBeChosen, problem, lastSeen, name, now, live, peers = null } = parts;
  const names = namesOf(ledger);
  const forgotten = forgottenOf(ledger);
  const ids = new Set<DeskId>([ledger.deskId, ...knownComputers(ledger), ...lastSeen.keys()]);
  if (role.leader !== null) ids.add(role.leader);
  const computers = [...ids].map((id) => {
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
  const unread = peers === null ? [] : unreadAtLeader(computers, peers.sources, now);
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
export function knownComputers(ledger: Ledger): readonly DeskId[] {
  const forgotten = forgottenOf(ledger);
  return [...ledger.entries.heard().keys()].filter((id) => forgotten.get(id)?.data.forgotten !== true);
}
