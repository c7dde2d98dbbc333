import { z } from 'zod';
import type { AlertId } from '../../../shared/alert-rules/alert.ts';
import { alertIdSchema, alertOccasions } from '../../../shared/alert-rules/alert.ts';
import type { Way } from '../../../shared/alert-rules/channels.ts';
import { orderIdSchema, subscriberIdSchema } from '../../../shared/ids.ts';
import { alertKeyStart } from '../../notice-kinds.ts';
import type { Ledger } from '../../ports.ts';
import { shortName } from '../../short-name.ts';
import type { NoticeRecord } from '../notice-ends.ts';

/** The payload of a pending alert notification to one manager, without the address of its channel. */
export const alertNoticeSchema = z
  .object({
    alert: alertIdSchema,
    occasion: z.enum(alertOccasions),
    orderId: orderIdSchema.nullable(),
    person: subscriberIdSchema.optional(),
    manager: z.string(),
    text: z.string(),
  })
  .readonly();
export type AlertNotice = z.infer<typeof alertNoticeSchema>;

/** One notification per alert, manager and channel, whichever escalation step sent it. */
export const alertKey = (alert: AlertId, manager: string, way: Way = 'messenger'): string =>
  shortName(`${alertKeyStart}${alert}:${manager}:${way}`, 180, alertKeyStart);

export const alertRecord = (
  ledger: Ledger,
  { alert, occasion, orderId, manager }: AlertNotice,
  way: Way,
): Pick<NoticeRecord, 'id' | 'events' | 'event'> => ({
  id: `told:${alertKey(alert, manager, way)}`,
  events: () => ledger.entries.ofSubject(alert),
  event: (end) => ({
    orderId,
    kind: 'alert-ended',
    data: { manager, channel: way, ...end, alert, occasion },
  }),
});

const alertSchema = z.object({ alert: alertIdSchema });
/** The alert that a message belongs to. */
export const alertOf = (payload: unknown): AlertId | null =>
  alertSchema.safeParse(payload).data?.alert ?? null;

/** Whether a manager received the alert through any channel, from any computer. */
export const wasAlerted = (
  ledger: Ledger,
  { alert, manager }: Pick<AlertNotice, 'alert' | 'manager'>,
): boolean =>
  ledger.entries
    .ofSubject(alert)
    .some(
      (entry) =>
        entry.kind === 'alert-ended' && entry.data.manager === manager && entry.data.state === 'sent',
    );
