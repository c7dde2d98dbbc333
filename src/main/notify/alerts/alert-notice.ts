import { z } from 'zod';
import type { AlertId } from '../../../shared/alert-rules/alert.ts';
import { alertIdSchema, alertOccasions } from '../../../shared/alert-rules/alert.ts';
import type { Way } from '../../../shared/alert-rules/channels.ts';
import { orderIdSchema, subscriberIdSchema } from '../../../shared/ids.ts';
import { alertKeyStart } from '../../notice-kinds.ts';
import type { Ledger } from '../../ports.ts';
import { shortName } from '../../short-name.ts';
import type { NoticeRecord } from '../notice-ends.ts';

export const alertKind = 'notify.alert';
export const alertEmailKind = 'notify.alertEmail';
export const alertKinds: readonly string[] = [alertKind, alertEmailKind];

const owedSchema = z.object({
  alert: alertIdSchema,
  occasion: z.enum(alertOccasions),
  orderId: orderIdSchema.nullable(),
  person: subscriberIdSchema.optional(),
  manager: z.string(),
  text: z.string(),
});

/** The payload of a pending alert notification to one manager. */
export type AlertNotice = Readonly<z.infer<typeof owedSchema>>;
/** The same with the address of its channel: Messenger or e-mail. */
export const alertMessageSchema = owedSchema.extend({ subscriberId: subscriberIdSchema }).readonly();
export const alertEmailSchema = owedSchema
  .extend({ email: z.string(), channel: z.literal('email') })
  .readonly();

/** One notification per alert, manager and channel, whichever escalation step sent it. */
export const alertKey = (alert: AlertId, manager: string, way: Way = 'messenger'): string =>
  shortName(`${alertKeyStart}${alert}:${manager}:${way}`, 180, alertKeyStart);

export const alertRecord = (
  ledger: Ledger,
  { alert, occasion, orderId, manager }: AlertNotice,
  way: Way,
): NoticeRecord => ({
  id: `told:${alertKey(alert, manager, way)}`,
  way,
  entries: () => ledger.entries.ofSubject(alert),
  said: (end) => ({
    orderId,
    kind: 'alert-ended',
    data: { manager, channel: way, ...end, alert, occasion },
  }),
});

/** The alert that a message belongs to. */
export const alertOf = (payload: unknown): AlertId | null =>
  owedSchema.pick({ alert: true }).safeParse(payload).data?.alert ?? null;

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
