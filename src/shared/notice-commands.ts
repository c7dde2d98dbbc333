import { z } from 'zod';
import { alertIdSchema } from './alert-rules/alert.ts';
import { orderIdSchema } from './ids.ts';
import type { LoggedNotices, ShiftSummary } from './notices.ts';
import { noticeFilterSchema } from './notices.ts';
import { channels } from './order.ts';

const order = z.object({ id: orderIdSchema });

/** Commands of the notification log. */
export const noticeInputs = {
  /** The states of all notifications. */
  'notifications.list': noticeFilterSchema,
  'notifications.ofOrder': order.readonly(),
  /** Exports the newest matches as CSV. */
  'notifications.export': noticeFilterSchema.unwrap().omit({ offset: true, limit: true }).readonly(),
  /** Confirms that a notification with an unknown outcome arrived, for a new order or an alert. */
  'notifications.arrived': z
    .object({
      about: z.union([
        z.object({ order: orderIdSchema }).readonly(),
        z.object({ alert: alertIdSchema }).readonly(),
      ]),
      manager: z.string().max(60),
      channel: z.enum(channels),
    })
    .readonly(),
  /** The summary of this manager's shift, or of the day. */
  'notifications.shift': z.undefined(),
} as const;

export type NoticeOutputs = {
  'notifications.list': LoggedNotices;
  'notifications.ofOrder': Omit<LoggedNotices, 'total' | 'managers'>;
  /** `left` is the number of rows that do not fit. */
  'notifications.export': { readonly fileName: string; readonly text: string; readonly left: number };
  'notifications.arrived': null;
  'notifications.shift': ShiftSummary;
};
