import { trainerFields } from '../../../shared/trainer.ts';
import type { HowSure } from './how-sure.ts';
import type { Ask } from './trainer-form.ts';

/** In the order of the form: the values, then the items, then what else is charged. */
export const asks: readonly Ask[] = [...trainerFields, 'item', 'fee'];

/** Without these an order cannot be kept as read. */
const needed: readonly Ask[] = ['orderNumber', 'total', 'currency', 'item'];
/** What a mail about an order nearly always prints; the others are often not there at all, and are not asked for. */
const usual: ReadonlySet<Ask> = new Set(['customerName', 'phone', 'address', 'placedAt']);

/** What to ask a person next: what the order cannot do without, then the doubtful, then what mails usually print. */
export function nextAsk(after: Ask | null, sureOf: (ask: Ask) => HowSure): Ask | null {
  const missing = needed.find((ask) => ask !== after && sureOf(ask) === 'unread');
  if (missing) return missing;
  const from = after === null ? 0 : asks.indexOf(after) + 1;
  const others = [...asks.slice(from), ...asks.slice(0, Math.max(0, from - 1))];
  const isDoubtful = (ask: Ask): boolean => {
    const sure = sureOf(ask);
    return sure === 'guess' || (sure === 'unread' && usual.has(ask));
  };
  return others.find(isDoubtful) ?? null;
}

/** The next or the one before, whatever it holds: the way through the form by keyboard. */
export function neighbour(of: Ask | null, step: 1 | -1): Ask | null {
  if (of === null) return (step === 1 ? asks[0] : asks.at(-1)) ?? null;
  return asks[(asks.indexOf(of) + step + asks.length) % asks.length] ?? null;
}
