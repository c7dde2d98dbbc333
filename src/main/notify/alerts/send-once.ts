import type { Outcome } from '../../outbox/relay.ts';
import type { Ledger, OutboxMessage } from '../../ports.ts';
import type { MayNotify } from '../may-notify.ts';
import { notOurs } from '../may-notify.ts';
import type { NoticeEnds } from '../notice-ends.ts';
import { faultEnd, isMarked } from '../notice-ends.ts';

/** One notification to one manager. The checks are repeated after each wait, because the state may change meanwhile. */
export type Sending = {
  readonly message: OutboxMessage;
  readonly ends: NoticeEnds;
  /** Whether it was sent by this computer, or by another whose event was imported. */
  wasTold(): boolean;
  /** Why the notification is not needed any more; null if it is. */
  reasonToKeepQuiet(): string | null;
  /** Why that is unknown yet; null if it is known, or if it is sent in any case. */
  reasonToWait(): string | null;
  /** Whether this computer may send it. */
  mayTell(): Promise<MayNotify>;
};

/** How one channel sends it. */
export type Leaving = {
  /** The outcome of an attempt that was interrupted while sending. */
  met(): Outcome | Promise<Outcome>;
  /** Checks whether it can be sent; sends nothing yet. */
  ready(): Promise<{ readonly ended: Outcome } | { readonly leave: () => Promise<Outcome> }>;
};

const waitMs = 10_000;

/** Sends one notification at most once, with the same steps as `send-gathered.ts`. */
export async function sendOnce(ledger: Ledger, sending: Sending, way: Leaving): Promise<Outcome> {
  try {
    return await send(ledger, sending, way);
  } catch (error) {
    return faultEnd(ledger, sending, error);
  }
}

async function send(ledger: Ledger, sending: Sending, way: Leaving): Promise<Outcome> {
  const { message, ends } = sending;
  const over = (): Outcome | null => {
    if (sending.wasTold()) return { done: true };
    const quiet = sending.reasonToKeepQuiet();
    if (quiet !== null) return ends.off(quiet);
    const wait = sending.reasonToWait();
    return wait === null ? null : ends.later(waitMs, wait);
  };
  if (isMarked(ledger, message)) return way.met();
  const tooLate = over();
  if (tooLate) return tooLate;
  const ready = await way.ready();
  if ('ended' in ready) return ready.ended;
  const overtaken = over();
  if (overtaken) return overtaken;
  const may = await sending.mayTell();
  const settled = over();
  if (settled) return settled;
  return 'ours' in may ? ready.leave() : notOurs(ends, may);
}
