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

/** What is owed to one manager of an alert. */
export type AlertNotice = Readonly<z.infer<typeof owedSchema>>;
/** The same by Messenger, and by e-mail. */
export const alertMessageSchema = owedSchema.extend({ subscriberId: subscriberIdSchema }).readonly();
export const alertEmailSchema = owedSchema
  .extend({ email: z.string(), channel: z.literal('email') })
  .readonly();

/** One notice an alert, manager and way, whichever step it is of. */
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

/** Which alert a message is owed of. */
export const alertOf = (payload: unknown): AlertId | null =>
  owedSchema.pick({ alert: true }).safeParse(payload).data?.alert ?? null;

/** Whether a manager has been told of it by whichever way, by this computer or another. */
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
