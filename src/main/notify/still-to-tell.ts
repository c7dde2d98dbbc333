import type { Order } from '../../shared/order.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { Ledger, OutboxMessage } from '../ports.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import type { NoticeEnds } from './notice-ends.ts';
import type { MayTell } from './one-teller.ts';
import { notOurs, wasToldBy } from './one-teller.ts';

/** A notice that is about to be sent. */
export type Told = { readonly message: OutboxMessage; readonly ends: NoticeEnds; readonly order: Order };

export type StillParts = {
  readonly ledger: Pick<Ledger, 'orders'>;
  readonly mayTell: (message: OutboxMessage, order: Order) => Promise<MayTell>;
  readonly manager: string;
  /** Of those that are not to be told, what came of them. */
  readonly outcomes: Map<string, Outcome>;
};

/** Those this desk is to tell, with their orders as they are then: two hundred questions take a while. */
export async function stillToTell(
  open: readonly Told[],
  { ledger, mayTell, manager, outcomes }: StillParts,
): Promise<readonly Told[]> {
  const answers: (Told & { readonly may: MayTell })[] = await Promise.all(
    open.map(async (one) => {
      const order = ledger.orders.get(one.order.id) ?? one.order;
      return { ...one, may: await mayTell(one.message, order) };
    }),
  );
  return answers.flatMap(({ message, ends, may, ...asked }) => {
    const order = ledger.orders.get(asked.order.id) ?? asked.order;
    if (wasToldBy(order, manager)) return [];
    const quiet = reasonToKeepQuiet(order);
    if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
    else if ('ours' in may) return [{ message, ends, order }];
    else outcomes.set(message.id, notOurs(ends, may));
    return [];
  });
}
