import type { SubscriberId } from '../../shared/ids.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { Answering } from './answering.ts';
import type { Manychat } from './manychat.ts';
import { mayBeSent } from './may-be-sent.ts';
import type { NoticeEnds } from './notice-ends.ts';
import { isMarked, mark } from './notice-ends.ts';
import type { MayTell } from './one-teller.ts';
import { notOurs } from './one-teller.ts';

export type SendOnceParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Null while ManyChat is not connected. */
  readonly manychat: () => Manychat | null;
  readonly isSure: Answering['isSure'];
  readonly onAnswer: (problem: Problem | null) => void;
};

/** One notice to one manager. What is asked is asked again after each wait: it takes seconds, in which things go on. */
export type Sending = {
  readonly message: OutboxMessage;
  readonly subscriberId: SubscriberId;
  readonly ends: NoticeEnds;
  /** Another computer has told it, and its word has come. */
  wasTold(): boolean;
  /** Why nobody has to be told any more; null while somebody has. */
  reasonToKeepQuiet(): string | null;
  /** Whether this computer is the one of several that tells it. */
  mayTell(): Promise<MayTell>;
  block(): DynamicBlock;
};

/** Sends one notice, by itself at most once: by the same steps as `send-gathered.ts`, one alone. */
export async function sendOnce(parts: SendOnceParts, sending: Sending): Promise<Outcome> {
  try {
    return await send(parts, sending);
  } catch (error) {
    // a fault of our own is an end like the others, so that it is seen
    const { ends, message } = sending;
    return isMarked(parts.ledger, message)
      ? ends.unknown(messageOf(error))
      : ends.stopped(new Problem('bug', messageOf(error), { cause: error }));
  }
}

async function send(parts: SendOnceParts, sending: Sending): Promise<Outcome> {
  const { ledger, clock, isSure, onAnswer } = parts;
  const { message, subscriberId, ends } = sending;
  if (sending.wasTold()) return { done: true };
  if (isMarked(ledger, message)) return ends.unknown('it was being sent as the app stopped');
  const tooLate = sending.reasonToKeepQuiet();
  if (tooLate !== null) return ends.off(tooLate);
  const client = parts.manychat();
  if (!client) return ends.noWay('ManyChat is not connected');

  const stopped = await mayBeSent(client, subscriberId, { now: clock.now, isSure, onAnswer });
  if (stopped) return ends.stopped(stopped);
  const overtaken = sending.reasonToKeepQuiet();
  if (overtaken !== null) return ends.off(overtaken);
  const may = await sending.mayTell();
  if (sending.wasTold()) return { done: true };
  const settled = sending.reasonToKeepQuiet();
  if (settled !== null) return ends.off(settled);
  if (!('ours' in may)) return notOurs(ends, may);
  const block = sending.block();
  mark(ledger, message, clock.now());
  try {
    await client.send(subscriberId, block);
  } catch (error) {
    return ends.stopped(isProblem(error) ? error : new Problem('unknown-outcome', messageOf(error)));
  }
  const outcome = ends.sent();
  onAnswer(null);
  return outcome;
}
