import type { PersonAt } from '../../shared/presence.ts';
import type { Presence } from '../cluster/presence/presence.ts';
import type { Clock } from '../ports.ts';
import type { Handlers } from './dispatch.ts';
import { onlyPage } from './dispatch.ts';

type PresenceHandlers = Pick<Handlers, 'presence.here' | 'presence.takeEdit' | 'presence.list'>;

type Parts = {
  readonly presence: Pick<Presence, 'here' | 'takeEdit' | 'all'>;
  readonly clock: Clock;
  /** Called when a page of this computer opens, leaves or edits an order. */
  readonly onHere: () => void;
};

/** The people at each order, with times by this computer's clock. */
export function createPresenceHandlers({ presence, clock, onHere }: Parts): PresenceHandlers {
  const list = (): readonly PersonAt[] =>
    presence.all().map(({ sinceMs, ...person }) => ({ ...person, since: clock.now() - sinceMs }));
  return {
    'presence.here': ({ orders }, page = onlyPage) => {
      presence.here(page, orders);
      onHere();
      return list();
    },
    'presence.takeEdit': ({ order }) => {
      presence.takeEdit(order);
      return list();
    },
    'presence.list': list,
  };
}
