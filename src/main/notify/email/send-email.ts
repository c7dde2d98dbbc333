import { z } from 'zod';
import type { Order } from '../../../shared/order.ts';
import { isProblem, messageOf, Problem } from '../../../shared/problem.ts';
import type { Outcome, Performer } from '../../outbox/relay.ts';
import type { OutboxMessage } from '../../ports.ts';
import { gathering } from '../gathering.ts';
import { reasonToKeepQuiet } from '../may-be-sent.ts';
import { emailKind, lateEmailKind } from '../notice.ts';
import type { NoticeContextParts } from '../notice-context.ts';
import { contextOf, warehouseOf } from '../notice-context.ts';
import type { NoticeEnds, NoticeEndsParts } from '../notice-ends.ts';
import { doubtedAs, isGivenBack, mark, markedAs, noticeEnds, orderNotice } from '../notice-ends.ts';
import { wasToldBy } from '../one-teller.ts';
import type { GatherParts } from '../send-gathered.ts';
import type { Told } from '../still-to-tell.ts';
import { stillToTell } from '../still-to-tell.ts';
import { composeMail } from './compose-mail.ts';
import type { Sought } from './look-for.ts';
import { find, foundLater, lookFor } from './look-for.ts';
import type { Mailer } from './mailer.ts';
import type { NoticeMail } from './notice-mail.ts';
import { identityOf, lateOrdersMail, newOrderMail } from './notice-mail.ts';

export const emailSchema = z
  .object({
    manager: z.string(),
    email: z.string(),
    /** Since when the order was to be told, where it was tried by another way before; epoch milliseconds. */
    owedAt: z.int().optional(),
  })
  .readonly();

export type EmailParts = NoticeEndsParts &
  NoticeContextParts &
  Pick<GatherParts, 'mayTell' | 'handOver'> & {
    /** Null while Gmail is not connected, or may not send. */
    readonly mailer: () => Mailer | null;
  };

type Outcomes = Map<string, Outcome>;

/** An e-mail waits up to a minute for its turn, and half a minute for an answer. */
const leaseMs = 180_000;
const soonMs = 5_000;

/**
 * Sends notices by e-mail, each at most once by itself, as those in Messenger are, with the same marks; what may have left is
 * looked up among the sent mails. Those of late orders to one manager go in one e-mail.
 *
 *   lease, sign in, look whether it may be sent → mark "sending", with what it is known by → send
 *     → { entry, done | put off | parked, or owed by another way; mark gone } at once
 */
export function createEmailPerformers(parts: EmailParts): readonly Performer[] {
  const { ledger, clock, mailer, onAnswer } = parts;

  async function tell(messages: readonly OutboxMessage[]): Promise<ReadonlyMap<string, Outcome>> {
    const { manager, email, owedAt } = emailSchema.parse(messages[0]?.payload);
    const client = mailer();
    const { outcomes, sought, open } = sort(messages, manager);
    const found = await lookFor(sought, { mailer: client, to: email, clock });
    for (const [id, outcome] of found) outcomes.set(id, outcome);
    if (open.length === 0) return outcomes;
    if (!client) return ended(outcomes, open, (ends) => ends.noWay('Gmail may not send e-mail'));
    let from: string;
    try {
      from = await client.ready();
      onAnswer(null);
    } catch (error) {
      const problem = asProblem(error, 'bug');
      return ended(outcomes, open, (ends) => ends.stopped(problem));
    }
    const left = await withoutFound(open, { client, email, outcomes });
    const told = await stillToTell(left, { ...parts, manager, outcomes });
    const [only] = told;
    if (!only) return outcomes;
    const identity = identityOf(told.map(({ message }) => message.key));
    const at = clock.now();
    const context = contextOf(parts, only.order, owedAt ?? only.message.createdAt);
    const notice: NoticeMail =
      told.length === 1 ? newOrderMail(only.order, context) : lateMail(told.map(({ order }) => order));
    let mail: string;
    try {
      mail = composeMail({ ...notice, from, to: email, identity, at });
    } catch (error) {
      const problem = asProblem(error, 'bug');
      return ended(outcomes, told, (ends) => ends.stopped(problem));
    }
    ledger.transaction(() => {
      for (const { message } of told) mark(ledger, message, at, identity);
    });
    try {
      await client.send(mail);
    } catch (error) {
      const problem = asProblem(error, 'unknown-outcome');
      return ended(outcomes, told, (ends) =>
        problem.kind === 'unknown-outcome' ? ends.lookAgain(soonMs, problem.message) : ends.stopped(problem),
      );
    }
    const together =
      told.length > 1 ? `Told in one message with the ${told.length} orders that had waited` : undefined;
    ended(outcomes, told, (ends) => ends.sent(together));
    onAnswer(null);
    return outcomes;
  }

  /** What has to be looked for, and what is still to be told of the rest. */
  function sort(messages: readonly OutboxMessage[], manager: string) {
    const outcomes: Outcomes = new Map();
    const sought: Sought[] = [];
    const open: Told[] = [];
    // put off together, they are told together
    const random = parts.random();
    for (const message of messages) {
      const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
      if (!order || wasToldBy(order, manager)) continue;
      const notice = { orderId: order.id, manager, way: 'email' } as const;
      const record = orderNotice(parts, message, notice, parts.handOver);
      const ends = noticeEnds({ ...parts, random: () => random }, message, record);
      const left = markedAs(ledger, message);
      const quiet = reasonToKeepQuiet(order);
      if (left) sought.push({ message, ends, mark: left });
      else if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
      else open.push({ message, ends, order });
    }
    return { outcomes, sought, open };
  }

  function ended(
    outcomes: Outcomes,
    told: readonly Told[],
    how: (ends: NoticeEnds) => Outcome,
  ): ReadonlyMap<string, Outcome> {
    ledger.transaction(() => {
      for (const { message, ends } of told) outcomes.set(message.id, how(ends));
    });
    return outcomes;
  }

  /** What a person gives back may have been shown among the sent mails meanwhile. */
  async function withoutFound(
    open: readonly Told[],
    {
      client,
      email,
      outcomes,
    }: { readonly client: Mailer; readonly email: string; readonly outcomes: Outcomes },
  ): Promise<readonly Told[]> {
    const left: Told[] = [];
    for (const one of open) {
      const { message, ends } = one;
      const identity = doubtedAs(ledger, message) ?? identityOf([message.key]);
      const sought = { identity, to: email, since: message.createdAt };
      const found = isGivenBack(ledger, message) && (await find(client, sought));
      if (found === true) outcomes.set(message.id, ends.sent(foundLater));
      else left.push(one); // where it could not be looked for, the person has looked
    }
    return left;
  }

  function lateMail(orders: readonly Order[]): NoticeMail {
    const warehouse = warehouseOf(parts, orders);
    const { sourceName } = parts;
    return lateOrdersMail(orders.toReversed(), { language: parts.language(), sourceName, warehouse });
  }

  const alone = async (message: OutboxMessage): Promise<Outcome> =>
    (await tell([message])).get(message.id) ?? { done: true };
  return [
    { kind: emailKind, leaseMs, limit: 4, perform: alone },
    { kind: lateEmailKind, leaseMs, limit: 5_000, perform: gathering(tell) },
  ];
}

const asProblem = (error: unknown, otherwise: 'bug' | 'unknown-outcome'): Problem =>
  isProblem(error) ? error : new Problem(otherwise, messageOf(error), { cause: error });
