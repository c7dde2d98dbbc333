import { z } from 'zod';
import type { Order } from '../../../shared/order.ts';
import { emailKind, lateEmailKind } from '../../notice-kinds.ts';
import type { Outcome, Performer } from '../../outbox/relay.ts';
import type { OutboxMessage } from '../../ports.ts';
import { addressNow, noAddress } from '../addressee.ts';
import { gathering } from '../batching.ts';
import type { NoticeContextParts } from '../notice-context.ts';
import { contextOf, warehouseOf } from '../notice-context.ts';
import { keepingFaultsApart } from '../one-fault.ts';
import type { GatherParts } from '../send-gathered.ts';
import type { Outcomes, Told, ToSendParts } from '../still-to-send.ts';
import { endAll, stillToTell, toTell } from '../still-to-send.ts';
import { lookFor } from './find-sent-mail.ts';
import type { Mailer } from './mailer.ts';
import type { NoticeMail } from './notice-mail.ts';
import { lateOrdersMail, newOrderMail } from './notice-mail.ts';
import { emailLeaseMs, noMail, sendMail, signIn, wasSent } from './send-mail.ts';

const emailSchema = z.object({ manager: z.string(), email: z.string() }).readonly();

export type EmailParts = ToSendParts &
  NoticeContextParts &
  Pick<GatherParts, 'mayTell' | 'managers'> & {
    /** Null if Gmail is not connected or may not send. */
    readonly mailer: () => Mailer | null;
  };

/**
 * Sends notifications by e-mail, each at most once, with the same marks as Messenger. Unknown outcomes are looked up in the sent
 * folder. Late orders of one manager share one e-mail.
 *
 *   lease, sign in, check whether to send → mark "sending" with its identity → send
 *     → one transaction { event, done | retry later | parked, or enqueued for another channel; mark removed }
 */
export function createEmailPerformers(parts: EmailParts): readonly Performer[] {
  const { ledger, clock, mailer } = parts;

  async function tell(messages: readonly OutboxMessage[], outcomes: Outcomes): Promise<Outcomes> {
    const owed = emailSchema.parse(messages[0]?.payload);
    const { manager, email } = owed;
    const client = mailer();
    const { open, marked } = toTell(parts, messages, { manager, way: 'email', outcomes });
    const found = await lookFor(marked, { mailer: client, to: email, clock });
    for (const [id, outcome] of found) outcomes.set(id, outcome);
    if (open.length === 0) return outcomes;
    if (!client) return endAll(ledger, open, outcomes, (ends) => ends.noWay(noMail));
    const from = await signIn(client, parts.onAnswer);
    if (typeof from !== 'string') return endAll(ledger, open, outcomes, (ends) => ends.stopped(from));
    const left: Told[] = [];
    for (const one of open) {
      const earlier = await wasSent(ledger, client, { message: one.message, to: email });
      if (earlier) outcomes.set(one.message.id, earlier(one.ends));
      else left.push(one);
    }
    const to = addressNow(parts.managers(), owed);
    if (to === null) return endAll(ledger, left, outcomes, (ends) => ends.noWay(noAddress(manager)));
    const told = await stillToTell(left, { ...parts, manager, outcomes });
    const [only] = told;
    if (!only) return outcomes;
    const context = contextOf(parts, only.message, only.order);
    const isAlone = told.length === 1;
    const how = await sendMail(
      parts,
      told.map(({ message }) => message),
      {
        client,
        from,
        to,
        mail: isAlone ? newOrderMail(only.order, context) : lateMail(told.map(({ order }) => order)),
        together: isAlone ? undefined : `Told in one message with the ${told.length} orders that had waited`,
      },
    );
    return endAll(ledger, told, outcomes, how);
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
