import type { ComputersView } from '../../shared/computers-view.ts';
import { quietMs } from '../../shared/lag.ts';

type Computer = ComputersView['computers'][number];

/** The current leader, as far as this computer knows. */
export type Leading =
  | { readonly kind: 'alone' | 'here' | 'nobody' }
  | { readonly kind: 'there'; readonly name: string; readonly silentMs: number | null };

/** @param now epoch milliseconds by this computer's clock */
export function leadingOf(view: ComputersView, now: number): Leading {
  const { computers, canBeChosen, problem, live } = view;
  const leader = computers.find(({ isLeader }) => isLeader);
  if ((!canBeChosen && problem === null) || (computers.length === 1 && leader)) return { kind: 'alone' };
  if (leader?.isThis) return { kind: 'here' };
  if (!leader) return { kind: 'nobody' };
  const { lastSeenAt } = leader;
  // without Pub/Sub computers send no heartbeats
  const age = live === null || lastSeenAt === null ? 0 : now - lastSeenAt;
  return { kind: 'there', name: computerName(view, leader), silentMs: age > quietMs ? age : null };
}

/** One person may use two computers: the end of the id tells them apart. */
export function computerName({ computers }: ComputersView, { id, name }: Computer): string {
  const isShared = computers.some((other) => other.id !== id && other.name === name);
  return isShared ? `${name} (${id.slice(-4)})` : name;
}
