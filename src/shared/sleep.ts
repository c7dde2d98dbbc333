import type { TFunction } from 'i18next';
import { z } from 'zod';
import type { Language } from './languages.ts';
import { textsOf } from './texts.ts';

/** The state of Shopify's webhook subscriptions after sleep. */
const subscriptionFates = ['kept', 'renewed', 'waiting', 'off'] as const;

/** Summary of what arrived while the computer slept, made after catching up. */
export const sleepSummarySchema = z
  .object({
    /** When catching up ended, epoch milliseconds. */
    at: z.int(),
    /** When the wake-up was detected, by the same clock. */
    from: z.int(),
    sleptMs: z.number(),
    orders: z.int(),
    /** Cancelled orders, new and earlier ones. */
    cancelled: z.int(),
    /** New orders to review. */
    review: z.int(),
    subscription: z.enum(subscriptionFates),
    /** Sources that have not answered yet. */
    unheard: z.array(z.enum(['shopify', 'gmail'])).readonly(),
  })
  .readonly();
export type SleepSummary = z.infer<typeof sleepSummarySchema>;

const sourceNames = { shopify: 'Shopify', gmail: 'Gmail' } as const;

/** `While this computer slept (6 h 12 min): 14 orders came in, 3 cancelled, 2 need review; …`, without a full stop. */
export function sleepSentence(summary: SleepSummary, language: Language): string {
  const say = textsOf(language, 'sleep');
  const { orders, cancelled, review, subscription, unheard } = summary;
  const came = [
    orders > 0 ? say('orders', { count: orders }) : say('none'),
    ...(cancelled > 0 ? [say('cancelled', { count: cancelled })] : []),
    ...(review > 0 ? [say('review', { count: review })] : []),
  ].join(', ');
  const also = [
    ...(subscription === 'renewed' || subscription === 'waiting' ? [say(subscription)] : []),
    ...unheard.map((source) => say('unheard', { names: sourceNames[source] })),
  ];
  return say('slept', { time: lengthOf(summary.sleptMs, say) }) + [came, ...also].join('; ');
}

/** Two units: `6 h 12 min`; from two days on `3 d 0 h`. */
function lengthOf(ms: number, say: TFunction<'sleep'>): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} ${say('days')} ${hours % 24} ${say('hours')}`;
  return hours > 0
    ? `${hours} ${say('hours')} ${minutes % 60} ${say('minutes')}`
    : `${minutes} ${say('minutes')}`;
}
