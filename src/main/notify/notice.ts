import { z } from 'zod';
import type { OrderId } from '../../shared/ids.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import { lateKinds } from '../notice-kinds.ts';
import type { OutboxMessage } from '../ports.ts';

export const noticeSchema = z.object({ manager: z.string(), subscriberId: subscriberIdSchema }).readonly();

/** Since when the order was to be told, where it was tried by another way before; epoch milliseconds. */
const owedSchema = z.object({ owedAt: z.int().optional() }).readonly();

/**
 * Since when the warehouse has been waited for with this notice, epoch milliseconds; of an order that nobody waited for, long
 * enough.
 */
export const waitedSince = ({ kind, createdAt, payload }: OutboxMessage): number =>
  lateKinds.includes(kind) ? 0 : (owedSchema.safeParse(payload).data?.owedAt ?? createdAt);

const afterQuietSchema = z.object({ afterQuiet: z.literal(true) });

/** Whether it is told with others since its manager had quiet hours when they came, and not because they came together. */
export const isAfterQuiet = ({ payload }: Pick<OutboxMessage, 'payload'>): boolean =>
  afterQuietSchema.safeParse(payload).success;

/** What notices by every way say of whom they are for. */
const addresseeSchema = z.object({ manager: z.string() }).readonly();

/** Null when the notice itself cannot be read, which may be why it is parked. */
export const managerOf = ({ payload }: Pick<OutboxMessage, 'payload'>): string | null =>
  addresseeSchema.safeParse(payload).data?.manager ?? null;

/** Who is still owed a notice, by order; one that is parked has ended. */
export function owedIn(messages: readonly OutboxMessage[]): ReadonlyMap<OrderId, readonly string[]> {
  const owed = new Map<OrderId, string[]>();
  for (const message of messages) {
    const manager = managerOf(message);
    if (message.state === 'parked' || message.orderId === null || manager === null) continue;
    owed.set(message.orderId, [...(owed.get(message.orderId) ?? []), manager]);
  }
  return owed;
}
