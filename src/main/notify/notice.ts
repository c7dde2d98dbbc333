import { z } from 'zod';
import type { OrderId } from '../../shared/ids.ts';
import { lateKinds } from '../notice-kinds.ts';
import type { OutboxMessage } from '../ports.ts';

/** When the order's notification was first enqueued, if another channel was tried before; epoch milliseconds. */
const owedSchema = z.object({ owedAt: z.int().optional() }).readonly();

/** Since when this notification has waited for BigQuery, epoch milliseconds; 0 for a late order, so that it does not wait. */
export const waitedSince = ({ kind, createdAt, payload }: OutboxMessage): number =>
  lateKinds.includes(kind) ? 0 : (owedSchema.safeParse(payload).data?.owedAt ?? createdAt);

const afterQuietSchema = z.object({ afterQuiet: z.literal(true) });

/** Whether it is in a summary because of its manager's quiet hours, and not because it arrived late. */
export const isAfterQuiet = ({ payload }: Pick<OutboxMessage, 'payload'>): boolean =>
  afterQuietSchema.safeParse(payload).success;

/** The part that the payloads of all channels have. */
const addresseeSchema = z.object({ manager: z.string() }).readonly();

/** Null if the payload cannot be read, which may be why it is parked. */
export const managerOf = ({ payload }: Pick<OutboxMessage, 'payload'>): string | null =>
  addresseeSchema.safeParse(payload).data?.manager ?? null;

/** Managers with a pending notification, by order; parked ones do not count. */
export function owedIn(messages: readonly OutboxMessage[]): ReadonlyMap<OrderId, readonly string[]> {
  const owed = new Map<OrderId, string[]>();
  for (const message of messages) {
    const manager = managerOf(message);
    if (message.state === 'parked' || message.orderId === null || manager === null) continue;
    owed.set(message.orderId, [...(owed.get(message.orderId) ?? []), manager]);
  }
  return owed;
}
