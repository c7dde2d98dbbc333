import { z } from 'zod';
import type { Order } from '../../../shared/order.ts';
import type { Outcome, Performer } from '../../outbox/relay.ts';
import type { OutboxMessage } from '../../ports.ts';
import { gathering } from '../gathering.ts';
import { reasonToKeepQuiet } from '../may-be-sent.ts';
import { emailKind, lateEmailKind } from '../notice.ts';
import type { NoticeContextParts } from '../notice-context.ts';
import { contextOf, warehouseOf } from '../notice-context.ts';
import type { NoticeEndsParts } from '../notice-ends.ts';
import { markedAs, noticeEnds, orderNotice } from '../notice-ends.ts';
import { keepingFaultsApart } from '../one-fault.ts';
import { wasToldBy } from '../one-teller.ts';
import type { GatherParts } from '../send-gathered.ts';
import type { Told } from '../still-to-tell.ts';
import { stillToTell } from '../still-to-tell.ts';
import type { Sought } from './look-for.ts';
import { lookFor } from './look-for.ts';
import type { Mailer } from './mailer.ts';
import type { NoticeMail } from './notice-mail.ts';
import { lateOrdersMail, newOrderMail } from './notice-mail.ts';
import type { Ending } from './send-mail.ts';
import { emailLeaseMs, sendMail, signIn, wasSent } from './send-mail.ts';

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

/**
 * Sends notices by e-mail, each at most once by itself, as those in Messenger are, with the same marks; what may have left is
 * looked up among the sent mails. Those of late orders to one manager go in one e-mail.
 *
 *   lease, sign in, look whether it may be sent → mark "sending", with what it is known by → send
 *     → { entry, done | put off | parked, or owed by another way; mark gone } at once
 */
export function createEmailPerformers(parts: EmailParts): readonly Performer[] {
  const { ledger, clock, mailer } = parts;

  async function tell(messages: readonly OutboxMessage[], outcomes: Outcomes): Promise<Outcomes> {
    const { manager, email, owedAt } = emailSchema.parse(messages[0]?.payload);
    const client = mailer();
    const { sought, open } = sort(messages, manager, outcomes);
    const found = await lookFor(sought, { mailer: client, to: email, clock });
    for (const [id, outcome] of found) outcomes.set(id, outcome);
    if (open.length === 0) return outcomes;
    if (!client) return ended(outcomes, open, (ends) => ends.noWay('Gmail may not send e-mail'));
    const from = await signIn(client, parts.onAnswer);
    if (typeof from !== 'string') return ended(outcomes, open, (ends) => ends.stopped(from));
    const left: Told[] = [];
    for (const one of open) {
      const earlier = await wasSent(ledger, client, { message: one.message, to: email });
      if (earlier) outcomes.set(one.message.id, earlier(one.ends));
      else left.push(one);
    }
    const told = await stillToTell(left, { ...parts, manager, outcomes });
    const [only] = told;
    if (!only) return outcomes;
    const context = contextOf(parts, only.order, owedAt ?? only.message.createdAt);
    const isAlone = told.length === 1;
    const how = await sendMail(
      parts,
      told.map(({ message }) => message),
      {
        client,
        from,
        to: email,
        mail: isAlone ? newOrderMail(only.order, context) : lateMail(told.map(({ order }) => order)),
        together: isAlone ? undefined : `Told in one message with the ${told.length} orders that had waited`,
      },
    );
    return ended(outcomes, told, how);
  }

  /** What has to be looked for, and what is still to be told of the rest. */
  function sort(messages: readonly OutboxMessage[], manager: string, outcomes: Outcomes) {
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
    return { sought, open };
  }

  function ended(outcomes: Outcomes, told: readonly Told[], how: Ending): Outcomes {
    ledger.transaction(() => {
      for (const { message, ends } of told) outcomes.set(message.id, how(ends));
    });
    return outcomes;
  }

  function lateMail(orders: readonly Order[]): NoticeMail {
    const warehouse = warehouseOf(parts, orders);
    const { sourceName } = parts;
    return lateOrdersMail(orders.toReversed(), { language: parts.language(), sourceName, warehouse });
  }

  const tellEach = keepingFaultsApart(parts, 'email', tell);
  const alone = async (message: OutboxMessage): Promise<Outcome> =>
    (await tellEach([message])).get(message.id) ?? { done: true };
  return [
    { kind: emailKind, leaseMs: emailLeaseMs, limit: 4, perform: alone },
    { kind: lateEmailKind, leaseMs: emailLeaseMs, limit: 5_000, perform: gathering(tellEach) },
  ];
}
