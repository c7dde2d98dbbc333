import { z } from 'zod';
import { currencySchema } from '../../../../shared/money.ts';
import type { OrderContent } from '../../../../shared/order.ts';
import { Problem } from '../../../../shared/problem.ts';
import type { AmountField, TextField } from '../by-template/values.ts';
import { folded } from '../clean-text.ts';

const printed = z
  .union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?$/)])
  .transform((value) => Number(value));
const amount = printed.optional();
const text = z.string().trim().min(1).optional();

/** The values a user pointed at in one sample mail, named as in a mail's report. */
const pointedAtSchema = z.object({
  orderNumber: text,
  placedAt: text,
  customerName: text,
  phone: text,
  email: text,
  recipientName: text,
  recipientPhone: text,
  address: text,
  notes: text,
  currency: currencySchema,
  subtotal: amount,
  deliveryFee: amount,
  discount: amount,
  tax: amount,
  tip: amount,
  total: printed,
  otherFees: z
    .array(z.object({ amount: printed }))
    .max(20)
    .optional(),
  items: z
    .array(
      z.object({
        title: z.string().trim().min(1),
        quantity: z.number().optional(),
        unitPrice: amount,
        lineTotal: amount,
        options: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});
export type PointedAt = z.infer<typeof pointedAtSchema>;

export const textNames: readonly (readonly [field: TextField, name: keyof PointedAt])[] = [
  ['number', 'orderNumber'],
  ['placedAt', 'placedAt'],
  ['customerName', 'customerName'],
  ['phone', 'phone'],
  ['email', 'email'],
  ['recipientName', 'recipientName'],
  ['recipientPhone', 'recipientPhone'],
  ['address', 'address'],
  ['note', 'notes'],
];
export const amountNames: readonly AmountField[] = [
  'subtotal',
  'deliveryFee',
  'discount',
  'tax',
  'tip',
  'total',
];

/** @throws Problem `bad-input` naming the value that is missing or malformed */
export function parsePointedAt(raw: unknown): PointedAt {
  const parsed = pointedAtSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new Problem('bad-input', `${field}: ${issue?.message}`, { field });
}

const nobody: Pick<OrderContent, 'customer' | 'recipient' | 'address'> = { customer: {} };

/**
 * Texts that must never be part of a rule: the values themselves, whole or in pieces of a name's length, and other persons in the
 * mail that the general parser finds, whether a user pointed at them or not.
 */
export function secretsOf(values: PointedAt, read: OrderContent | null): readonly string[] {
  const texts = textNames.flatMap(([, name]) => {
    const value = values[name];
    return typeof value === 'string' ? [value] : [];
  });
  const { customer, recipient, address } = read ?? nobody;
  const people = [customer.name, customer.phone, customer.email, recipient?.name, recipient?.phone];
  const told = [...people, address].filter((value) => value !== undefined);
  return [...texts, ...told, ...values.items.map((item) => item.title)]
    .flatMap((value) => [value, ...value.split(/[\s,]+/)])
    .map(folded)
    .filter((value) => value.length >= 4);
}
