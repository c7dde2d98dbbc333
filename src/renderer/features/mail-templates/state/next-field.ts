import { trainerFields } from '../../../../shared/trainer.ts';
import type { HowSure } from './how-sure.ts';
import type { Ask } from './trainer-form.ts';

/** In form order: the values, then the items, then other fees. */
export const asks: readonly Ask[] = [...trainerFields, 'item', 'fee'];

/** An order cannot be saved without these. */
const needed: readonly Ask[] = ['orderNumber', 'total', 'currency', 'item'];
/** Fields that mails nearly always contain. The others are optional and are not asked for. */
const usual: ReadonlySet<Ask> = new Set(['customerName', 'phone', 'address', 'placedAt']);

/** The next field to ask for: required ones, then doubtful ones, then those that mails usually contain. */
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

/** The next or previous field, for keyboard navigation. */
export function neighbour(of: Ask | null, step: 1 | -1): Ask | null {
  if (of === null) return (step === 1 ? asks[0] : asks.at(-1)) ?? null;
  return asks[(asks.indexOf(of) + step + asks.length) % asks.length] ?? null;
}
