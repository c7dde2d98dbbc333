import { z } from 'zod';
import { alertIdSchema } from './alert-rules/alert.ts';
import { orderIdSchema } from './ids.ts';
import type { LoggedNotices, ShiftSummary } from './notices.ts';
import { noticeFilterSchema } from './notices.ts';
import { channels } from './order.ts';

const order = z.object({ id: orderIdSchema });

/** What a page may ask of the log of notices. */
export const noticeInputs = {
  /** What became of every notice, and what still waits. */
  'notices.list': noticeFilterSchema,
  'notices.ofOrder': order.readonly(),
  /** The newest of those that are found, as a file of values with commas between. */
  'notices.export': noticeFilterSchema.unwrap().omit({ offset: true, limit: true }).readonly(),
  /** A person has seen in the chat that a notice arrived of which that was not known: of a new order, or an alert. */
  'notices.arrived': z
    .object({
      about: z.union([
        z.object({ order: orderIdSchema }).readonly(),
        z.object({ alert: alertIdSchema }).readonly(),
      ]),
      manager: z.string().max(60),
      channel: z.enum(channels),
    })
    .readonly(),
  /** What the shift of whoever works here has come to, or the day. */
  'notices.shift': z.undefined(),
} as const;

export type NoticeOutputs = {
  'notices.list': LoggedNotices;
  'notices.ofOrder': Omit<LoggedNotices, 'total' | 'managers'>;
  /** `left` are those that it has no room for. */
  'notices.export': { readonly fileName: string; readonly text: string; readonly left: number };
  'notices.arrived': null;
  'notices.shift': ShiftSummary;
};
