import type { Outcome } from '../../outbox/relay.ts';
import type { Ledger, OutboxMessage } from '../../ports.ts';
import type { MayNotify } from '../may-notify.ts';
import { notOurs } from '../may-notify.ts';
import type { NoticeEnds } from '../notice-ends.ts';
import { faultEnd, isMarked } from '../notice-ends.ts';

/** One notice to one manager. What is asked is asked again after each wait: it takes seconds, in which things go on. */
export type Sending = {
  readonly message: OutboxMessage;
  readonly ends: NoticeEnds;
  /** It has been told, by this computer or by another whose word has come. */
  wasTold(): boolean;
  /** Why nobody has to be told any more; null while somebody has. */
  reasonToKeepQuiet(): string | null;
  /** Why that is not known yet; null where it is, and where it is sent all the same. */
  reasonToWait(): string | null;
  /** Whether this computer is the one of several that tells it. */
  mayTell(): Promise<MayNotify>;
};

/** How it leaves by one way. */
export type Leaving = {
  /** What comes of one that was being sent as an attempt ended. */
  met(): Outcome | Promise<Outcome>;
  /** Looks whether it can leave; nothing does yet. */
  ready(): Promise<{ readonly ended: Outcome } | { readonly leave: () => Promise<Outcome> }>;
};

const waitMs = 10_000;

/** Sends one notice, by itself at most once: by the same steps as `send-gathered.ts`, one alone. */
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
