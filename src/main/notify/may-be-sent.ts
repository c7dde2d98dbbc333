import type { SubscriberId } from '../../shared/ids.ts';
import { windowOf } from '../../shared/messenger-window.ts';
import type { Order } from '../../shared/order.ts';
import type { Problem } from '../../shared/problem.ts';
import { assertNever, isProblem } from '../../shared/problem.ts';
import type { Manychat } from '../manychat/client.ts';
import { windowClosed } from '../manychat/problems.ts';
import type { Clock } from '../ports.ts';
import type { Answering } from './answering.ts';

/** Dependencies of the check before a Messenger message is sent. */
export type MessengerParts = {
  readonly clock: Clock;
  /** Null if ManyChat is not connected. */
  readonly manychat: () => Manychat | null;
  readonly isSure: Answering['isSure'];
  readonly onAnswer: (problem: Problem | null) => void;
};

/** Sends nothing, so that a failure here can be retried. @returns the problem that forbids sending, if any */
export async function mayBeSent(
  client: Manychat,
  id: SubscriberId,
  { clock, isSure, onAnswer }: Omit<MessengerParts, 'manychat'>,
): Promise<Problem | null> {
  if (isSure(id)) return null;
  try {
    const { lastInteraction } = await client.contact(id);
    onAnswer(null);
    return windowOf(lastInteraction, clock.now()) === 'closed' ? windowClosed() : null;
  } catch (error) {
    if (!isProblem(error)) throw error;
    // an unknown contact is no reason to stop: the answer to the message itself decides
    return error.kind === 'not-found' ? null : error;
  }
}

/** Why the order needs no notification any more: it was taken, or closed. Null for an order that still waits. */
export function reasonToKeepQuiet(order: Order): string | null {
  const { status, takenBy, quarantined, partOf, decisions } = order;
  if (partOf) return 'Another order tells of it';
  if (quarantined) return 'The order is in quarantine';
  if (status === 'cancelled') return 'The order was cancelled meanwhile';
  if (takenBy !== undefined) return `${takenBy} has taken the order`;
  switch (status) {
    case 'taken':
    case 'preparing':
    case 'ready':
      return 'The order is being worked on';
    case 'handed-over':
      // a shop may fulfill orders automatically; such an order was not seen by a manager yet
      return decisions > 0 ? 'The order was handed over meanwhile' : null;
    case 'new':
      return null;
    default:
      return assertNever(status);
  }
}
