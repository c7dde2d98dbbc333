import type { LinkView } from '../../../shared/desks-view.ts';
import type { DeskId } from '../../../shared/ids.ts';
import type { ClientState } from './client.ts';
import type { Ring } from './ring.ts';

export type LinkFacts = {
  readonly isPossible: boolean;
  readonly listens: boolean;
  readonly hasAddress: boolean;
  readonly isMember: boolean;
  /** Its key was taken back. */
  readonly wasRevoked: boolean;
  readonly receiver: DeskId | null;
  readonly keyProblem: string | null;
  readonly client: ClientState;
  readonly ring: Ring;
  readonly deskId: DeskId;
  readonly online: readonly DeskId[];
  readonly left: number | null;
};

/** How the live link stands, for the page. */
export function linkView(facts: LinkFacts): LinkView {
  const { ring, client } = facts;
  return {
    state: stateOf(facts),
    problem: facts.keyProblem ?? ('why' in client ? client.why : null),
    nextAt: 'nextAt' in client ? client.nextAt : null,
    linked: [...new Set(ring.keys.values())],
    online: client.kind === 'open' ? [client.desk] : facts.online,
    left: facts.left,
  };
}

function stateOf(facts: LinkFacts): LinkView['state'] {
  const { isPossible, listens, hasAddress, isMember, wasRevoked, receiver, client, ring, deskId } = facts;
  const hasOthers = [...ring.keys.values()].some((desk) => desk !== deskId);
  if (!isPossible) return 'impossible';
  if (listens) return !hasAddress ? 'no-address' : hasOthers && isMember ? 'listening' : 'alone';
  if (client.kind === 'open') return 'open';
  if (client.kind === 'unknown' || client.kind === 'away') return 'away';
  if (!isMember) return wasRevoked ? 'revoked' : 'not-linked';
  const isLinked = receiver !== null && [...ring.keys.values()].includes(receiver);
  if (isLinked && !ring.addresses.has(receiver)) return 'no-address';
  return client.kind === 'connecting' ? 'connecting' : 'not-linked';
}
