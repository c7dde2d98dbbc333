import type { Presence } from '../../../src/main/cluster/presence/presence.ts';
import { createPresence } from '../../../src/main/cluster/presence/presence.ts';
import type { PresenceMessage, SeenPerson } from '../../../src/main/cluster/presence/presence-messages.ts';
import { readPresence } from '../../../src/main/cluster/presence/presence-messages.ts';
import type { WorkstationId } from '../../../src/shared/ids.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';

export const order = orderIdSchema.parse('shopify:1042');
export const otherOrder = orderIdSchema.parse('manual:7');

export type PresenceDesk = {
  readonly id: WorkstationId;
  readonly presence: Presence;
  /** Everything this desk has said, a frame each, with the time it was said at. */
  readonly frames: { readonly at: number; readonly messages: readonly PresenceMessage[] }[];
  readonly changes: () => number;
  setHeard(isHeard: boolean): void;
};

/** One desk whose words go wherever the test carries them. */
export function presenceDesk(id: string, clock: FakeClock = fakeClock(), name = id): PresenceDesk {
  const deskId = workstationIdSchema.parse(id);
  const frames: { readonly at: number; readonly messages: readonly PresenceMessage[] }[] = [];
  let changes = 0;
  let isHeard = true;
  const presence = createPresence({
    clock,
    deskId: () => deskId,
    name: () => name,
    // as Pub/Sub carries it
    say: (messages) =>
      frames.push({ at: clock.uptime(), messages: readPresence(JSON.parse(JSON.stringify(messages))) }),
    isHeard: () => isHeard,
    onChange: () => {
      changes += 1;
    },
  });
  return {
    id: deskId,
    presence,
    frames,
    changes: () => changes,
    setHeard: (next) => {
      isHeard = next;
    },
  };
}

export const lastSaid = ({ frames }: PresenceDesk): readonly PresenceMessage[] =>
  frames.at(-1)?.messages ?? [];

export const shownOf = (people: readonly SeenPerson[]): readonly string[] =>
  people.map(({ name, doing, order: at, took }) => `${name} ${doing} ${at}${took ? ', took it' : ''}`);
