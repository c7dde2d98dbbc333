import { isDeepStrictEqual } from 'node:util';
import type { OrderContent } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { TrainerValueName, TrainerValues } from '../../shared/trainer.ts';
import { trainerFields, trainerValueNames } from '../../shared/trainer.ts';
import { valuesOfOrder } from './values-of-order.ts';

const told = ['orderNumber', 'placedAt', 'customerName', 'phone', 'email', 'address', 'notes'] as const;
// Never combine a recipient with another person's phone.
const recipient = ['recipientName', 'recipientPhone'] as const;
const others = new Set<TrainerValueName>([...told, ...recipient]);
/** Fields that change together. Items and amounts only add up as a whole. */
const parts: readonly (readonly TrainerValueName[])[] = [
  ...told.map((name) => [name]),
  recipient,
  trainerValueNames.filter((name) => !others.has(name)),
];

/**
 * Merges a user's values of a mail with changes to its order since the form was opened, for fields the user left unchanged.
 * @param own the fields the user changed in the form
 * @param before the order at that time; null if it is not known any more
 * @throws Problem `refused` when the user changed the same field
 */
export function withChangesSince(
  values: TrainerValues,
  own: readonly TrainerValueName[],
  before: OrderContent | null,
  now: OrderContent,
): TrainerValues {
  const was = before && valuesOfOrder(before);
  const is = valuesOfOrder(now);
  const differs = (one: TrainerValues | null, part: readonly TrainerValueName[]): boolean =>
    part.some((name) => !isDeepStrictEqual(one?.[name], is[name]));
  const moved = parts.filter((part) => was === null || differs(was, part));
  const isBoth = moved.some((part) => part.some((name) => own.includes(name)) && differs(values, part));
  if (isBoth) {
    throw new Problem('refused', 'This order was changed after you opened the form', {
      fix: 'Start over to see the current order',
    });
  }
  const theirs = new Set(moved.flat());
  const fields = trainerFields.flatMap((name) => {
    const value = (theirs.has(name) ? is : values)[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { items, otherFees } = theirs.has('items') ? is : values;
  return { ...Object.fromEntries(fields), items, otherFees };
}
