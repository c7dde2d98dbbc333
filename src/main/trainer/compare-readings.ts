import type { OrderContent } from '../../shared/order.ts';
import type { Reading } from '../../shared/reading.ts';
import type { ReplayedMail, TrainerValues, ValueChange } from '../../shared/trainer.ts';
import { trainerFields } from '../../shared/trainer.ts';
import { valuesOfOrder } from './values-of-order.ts';

/** Compares the parse results of one mail with and without a template: all different values, and whether it is complete. */
export function compareReadings(
  before: Reading,
  after: Reading,
): Pick<ReplayedMail, 'outcome' | 'changes' | 'number' | 'total'> {
  const changes = changesOf(before.orders[0], after.orders[0]);
  const whole = { before: before.kind === 'order', after: after.kind === 'order' };
  // an order up for review may be an additional one beside those still complete
  const isWorse = !whole.after && after.orders.length <= before.orders.length;
  const isFewer = after.orders.length < before.orders.length && !isSumOf(after, before);
  const isSame = whole.before === whole.after && changes.length === 0;
  const isFixed = !whole.before && whole.after;
  const isBroken = whole.before && (isWorse || isFewer);
  const outcome = isBroken ? 'broken' : isSame ? 'same' : isFixed ? 'fixed' : 'changed';
  const values = after.orders[0] && valuesOfOrder(after.orders[0]);
  const total = values?.total;
  return {
    outcome,
    changes,
    number: values?.orderNumber ?? '',
    total: total === undefined ? null : `${total} ${values?.currency ?? ''}`.trim(),
  };
}

/** A user may teach that several parsed orders are one order, with the sum of their totals. */
function isSumOf({ orders: [one, ...others] }: Reading, { orders: parts }: Reading): boolean {
  const total = one?.total;
  if (!total || others.length > 0) return false;
  const sum = parts.reduce((minor, part) => minor + (part.total?.minor ?? 0), 0);
  return sum === total.minor && parts.every((part) => part.total?.currency === total.currency);
}

function changesOf(
  before: OrderContent | undefined,
  after: OrderContent | undefined,
): readonly ValueChange[] {
  const one = before && valuesOfOrder(before);
  const other = after && valuesOfOrder(after);
  const fields = trainerFields.map((field) => ({
    field,
    before: one?.[field] ?? null,
    after: other?.[field] ?? null,
  }));
  const lists = (['items', 'otherFees'] as const).map((field) => ({
    field,
    before: listText(one, field),
    after: listText(other, field),
  }));
  return [...fields, ...lists].filter((each) => each.before !== each.after);
}

/** `2 × Rose 62.00, 1 × Vase 15.00`, for users to compare. */
function listText(values: TrainerValues | undefined, field: 'items' | 'otherFees'): string | null {
  if (!values || values[field].length === 0) return null;
  if (field === 'otherFees')
    return values.otherFees.map(({ label, amount }) => `${label} ${amount}`).join(', ');
  return values.items
    .map(({ title, quantity, unitPrice, lineTotal, options }) => {
      const price = lineTotal ?? unitPrice ?? '';
      const extras = options.length > 0 ? ` (${options.join(', ')})` : '';
      return `${quantity} × ${title}${extras} ${price}`.trim();
    })
    .join(', ');
}
