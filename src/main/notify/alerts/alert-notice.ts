import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AlertId } from '../../../shared/bell/alert.ts';
import { alertIdSchema, alertOccasions } from '../../../shared/bell/alert.ts';
import { orderIdSchema, subscriberIdSchema } from '../../../shared/ids.ts';
import type { Ledger } from '../../ports.ts';
import type { NoticeRecord } from '../notice-ends.ts';

export const alertKind = 'notify.alert';

/** What is owed to one manager of an alert. */
export const alertNoticeSchema = z
  .object({
    alert: alertIdSchema,
    occasion: z.enum(alertOccasions),
    orderId: orderIdSchema.nullable(),
    manager: z.string(),
    subscriberId: subscriberIdSchema,
    text: z.string(),
  })
  .readonly();
export type AlertNotice = z.infer<typeof alertNoticeSchema>;

/** One notice an alert and manager, whichever step it is of. */
export const alertKey = (alert: AlertId, manager: string): string => {
  const key = `alert:${alert}:${manager}:messenger`;
  return key.length <= 180 ? key : `alert:${createHash('sha256').update(key).digest('hex')}`;
};

export const alertRecord = (
  ledger: Ledger,
  { alert, occasion, orderId, manager }: AlertNotice,
  onRefused: () => void,
): NoticeRecord => ({
  id: `told:${alertKey(alert, manager)}`,
  entries: () => ledger.entries.ofSubject(alert),
  said: (end) => ({
    orderId,
    kind: 'alert-ended',
    data: { manager, channel: 'messenger', ...end, alert, occasion },
  }),
  onRefused,
});
