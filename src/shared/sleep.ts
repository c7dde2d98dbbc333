import { z } from 'zod';
import type { ByLanguage, Language } from './languages.ts';
import type { PluralForms } from './plural.ts';
import { formOf } from './plural.ts';

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

/** `{n}` is the count. Shared by the toast and the window, so it is here in every language. */
const words = {
  en: {
    slept: 'While this computer slept ({time}): ',
    orders: { one: '{n} order came in', other: '{n} orders came in' },
    none: 'no orders came in',
    cancelled: { other: '{n} cancelled' },
    review: { one: '{n} needs review', other: '{n} need review' },
    renewed: 'Shopify’s subscription was gone and is back',
    waiting: 'Shopify cannot deliver yet, so orders come within two minutes',
    unheard: '{names} has not answered yet',
    days: 'd',
    hours: 'h',
    minutes: 'min',
  },
  uk: {
    slept: 'Поки комп’ютер спав ({time}): ',
    orders: {
      one: 'надійшло {n} замовлення',
      few: 'надійшло {n} замовлення',
      other: 'надійшло {n} замовлень',
    },
    none: 'замовлень не було',
    cancelled: { other: 'скасовано {n}' },
    review: { one: '{n} треба перевірити', other: '{n} треба перевірити' },
    renewed: 'підписка Shopify зникла, її поновлено',
    waiting: 'Shopify ще не може доставляти, тож замовлення надходять за дві хвилини',
    unheard: '{names} ще не відповідає',
    days: 'дн.',
    hours: 'год',
    minutes: 'хв',
  },
  pl: {
    slept: 'Gdy ten komputer był uśpiony ({time}): ',
    orders: {
      one: 'przyszło {n} zamówienie',
      few: 'przyszły {n} zamówienia',
      other: 'przyszło {n} zamówień',
    },
    none: 'nie było zamówień',
    cancelled: { other: 'anulowano {n}' },
    review: { other: 'do sprawdzenia {n}' },
    renewed: 'subskrypcja Shopify zniknęła i jest odnowiona',
    waiting: 'Shopify jeszcze nie może dostarczać, więc zamówienia przychodzą w ciągu dwóch minut',
    unheard: '{names} jeszcze nie odpowiada',
    days: 'd',
    hours: 'godz.',
    minutes: 'min',
  },
} as const satisfies ByLanguage<{ readonly [name: string]: string | PluralForms }>;

/** `While this computer slept (6 h 12 min): 14 orders came in, 3 cancelled, 2 need review; …`, without a full stop. */
export function sleepSentence(summary: SleepSummary, language: Language): string {
  const say = words[language];
  const count = (n: number, forms: PluralForms): string =>
    formOf(forms, n, language).replace('{n}', String(n));
  const { orders, cancelled, review, subscription, unheard } = summary;
  const came = [
    orders > 0 ? count(orders, say.orders) : say.none,
    ...(cancelled > 0 ? [count(cancelled, say.cancelled)] : []),
    ...(review > 0 ? [count(review, say.review)] : []),
  ].join(', ');
  const also = [
    ...(subscription === 'renewed' || subscription === 'waiting' ? [say[subscription]] : []),
    ...unheard.map((source) => say.unheard.replace('{names}', sourceNames[source])),
  ];
  return say.slept.replace('{time}', lengthOf(summary.sleptMs, say)) + [came, ...also].join('; ');
}

/** Two units: `6 h 12 min`; from two days on `3 d 0 h`. */
function lengthOf(
  ms: number,
  say: { readonly days: string; readonly hours: string; readonly minutes: string },
) {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} ${say.days} ${hours % 24} ${say.hours}`;
  return hours > 0 ? `${hours} ${say.hours} ${minutes % 60} ${say.minutes}` : `${minutes} ${say.minutes}`;
}
