import type { Presence, SeenPerson } from '../../../src/main/cluster/presence/presence.ts';
import { createPresence } from '../../../src/main/cluster/presence/presence.ts';
import type { PresenceMessage } from '../../../src/main/cluster/presence/presence-message.ts';
import { readPresence } from '../../../src/main/cluster/presence/presence-message.ts';
import type { WorkstationId } from '../../../src/shared/ids.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';

export const order = orderIdSchema.parse('shopify:1042');
export const otherOrder = orderIdSchema.parse('manual:7');

export type Frame = { readonly at: number; readonly message: PresenceMessage };
export type PresenceDesk = {
  readonly id: WorkstationId;
  readonly presence: Presence;
  /** Every message of this desk, with the time it was sent at. */
  readonly frames: Frame[];
  readonly changes: () => number;
  setHeard(isHeard: boolean): void;
};

/** One desk whose words go wherever the test carries them. */
export function presenceDesk(id: string, clock: FakeClock = fakeClock(), name = id): PresenceDesk {
  const deskId = workstationIdSchema.parse(id);
  const frames: Frame[] = [];
  let changes = 0;
  let isHeard = true;
  const presence = createPresence({
    clock,
    deskId: () => deskId,
    name: () => name,
    // as Pub/Sub carries it
    say(sent) {
      const message = readPresence(JSON.parse(JSON.stringify(sent)));
      if (message === null) throw new Error('it cannot be read');
      frames.push({ at: clock.uptime(), message });
    },
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

export const lastSaid = ({ frames }: PresenceDesk): PresenceMessage | undefined => frames.at(-1)?.message;

/** One desk receives messages of another. */
export function receive(to: PresenceDesk, from: PresenceDesk, frames: readonly Frame[] = from.frames): void {
  for (const { message } of frames) to.presence.heard(from.id, message);
}

export const shownOf = (people: readonly SeenPerson[]): readonly string[] =>
  people.map(({ name, doing, order: at, took }) => `${name} ${doing} ${at}${took ? ', took it' : ''}`);
