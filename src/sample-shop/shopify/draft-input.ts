import { z } from 'zod';
import { variants, variantTitle } from '../catalogue.ts';
import type { Ids } from '../ids.ts';
import { idOf } from './nodes.ts';
import { lineTotal, taken, totalsOf } from './totals.ts';
import type { Address, Basket, Discount, Line, Pair } from './types.ts';

const words = z.string().nullish();
const minor = z
  .union([z.string(), z.number()])
  .transform((amount) => Math.round(Number(amount) * 100))
  .nullish();
const priced = z.object({ amount: minor, currencyCode: z.string() }).nullish();
const attributes = z.array(z.object({ key: z.string(), value: z.string() })).nullish();
const discount = z
  .object({
    value: z.number(),
    valueType: z.enum(['FIXED_AMOUNT', 'PERCENTAGE']),
    title: words,
    description: words,
  })
  .nullish();
const address = z
  .object({
    firstName: words,
    lastName: words,
    address1: words,
    address2: words,
    city: words,
    zip: words,
    phone: words,
  })
  .nullish();
const inputSchema = z.object({
  lineItems: z
    .array(
      z.object({
        variantId: words,
        title: words,
        sku: words,
        quantity: z.number(),
        originalUnitPrice: minor,
        originalUnitPriceWithCurrency: priced,
        priceOverride: priced,
        requiresShipping: z.boolean().nullish(),
        appliedDiscount: discount,
        customAttributes: attributes,
      }),
    )
    .nullish(),
  appliedDiscount: discount,
  shippingLine: z.object({ title: words, price: minor, priceWithCurrency: priced }).nullish(),
  shippingAddress: address,
  purchasingEntity: z.object({ customerId: words }).nullish(),
  customerId: words,
  email: words,
  phone: words,
  note: words,
  tags: z.array(z.string()).nullish(),
  customAttributes: attributes,
});
type Input = z.infer<typeof inputSchema>;
type InputLine = NonNullable<Input['lineItems']>[number];

export type UserError = { readonly field: readonly string[] | null; readonly message: string };
export type DraftContent = Basket & {
  readonly customerId: bigint | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Address | null;
  readonly note: string | null;
  readonly attributes: readonly Pair[];
  readonly tags: readonly string[];
};
const mostLines = 499;

/** Prices a `DraftOrderInput`, or says in Shopify's way what is wrong with it. */
export function readDraftInput(raw: unknown, ids: Ids): DraftContent | { readonly userErrors: UserError[] } {
  const input = inputSchema.parse(raw);
  const userErrors: UserError[] = [];
  const fault = (field: readonly string[] | null, message: string) => userErrors.push({ field, message });

  const lines = (input.lineItems ?? []).map((line, index) => readLine(line, ['lineItems', String(index)]));
  if (lines.length === 0) fault(null, 'Add at least 1 product');
  if (lines.length > mostLines) fault(['lineItems'], `Draft orders can have at most ${mostLines} line items`);
  if (input.email != null && input.email !== '' && !/^\S+@\S+\.\S+$/.test(input.email)) {
    fault(['email'], 'Email is invalid');
  }
  if (input.phone != null && input.phone !== '' && !/^\+?[\d\s()-]{7,20}$/.test(input.phone)) {
    fault(['phone'], 'Phone is invalid');
  }
  if (userErrors.length > 0) return { userErrors };

  const good = lines.filter((line) => line !== null);
  const goods = totalsOf({ lines: good, discount: null, shipping: null }).subtotal;
  const fee = input.shippingLine?.priceWithCurrency?.amount ?? input.shippingLine?.price ?? 0;
  return {
    lines: good,
    discount: readDiscount(input.appliedDiscount, goods),
    shipping: input.shippingLine
      ? { id: ids.next(), title: input.shippingLine.title ?? 'Shipping', amount: fee }
      : null,
    customerId: idOf('Customer', input.purchasingEntity?.customerId ?? input.customerId),
    email: input.email || null,
    phone: input.phone?.replace(/[^+\d]/g, '') || null,
    address: readAddress(input.shippingAddress),
    note: input.note || null,
    attributes: (input.customAttributes ?? []).map(({ key, value }) => ({ name: key, value })),
    tags: input.tags ?? [],
  };

  function readLine(line: InputLine, path: readonly string[]): Line | null {
    const variant =
      line.variantId == null
        ? null
        : variants.find(({ id }) => id === idOf('ProductVariant', line.variantId));
    if (variant === undefined) {
      fault(path, `Product with ID ${idOf('ProductVariant', line.variantId)} is no longer available.`);
      return null;
    }
    if (line.quantity < 1) fault([...path, 'quantity'], 'Quantity must be greater than or equal to 1');
    if (variant === null && !line.title) fault([...path, 'title'], "Title can't be blank");
    const own = line.originalUnitPriceWithCurrency?.amount ?? line.originalUnitPrice ?? 0;
    const made = {
      id: ids.line(),
      variant,
      title: variant ? variant.product.title : (line.title ?? ''),
      variantTitle: variant && variantTitle(variant),
      sku: variant ? variant.sku : (line.sku ?? null),
      quantity: line.quantity,
      unitPrice: variant ? (line.priceOverride?.amount ?? variant.price) : own,
      discount: 0,
      properties: (line.customAttributes ?? []).map(({ key, value }) => ({ name: key, value })),
      requiresShipping: line.requiresShipping ?? true,
    };
    return { ...made, discount: readDiscount(line.appliedDiscount, lineTotal(made))?.amount ?? 0 };
  }
}

function readDiscount(given: Input['appliedDiscount'], of: number): Discount | null {
  if (!given) return null;
  const valueType = given.valueType === 'PERCENTAGE' ? 'percentage' : 'fixed_amount';
  return {
    code: null,
    title: given.title ?? given.description ?? 'Discount',
    amount: taken(of, given.value, valueType),
    value: given.value,
    valueType,
  };
}

const readAddress = (given: Input['shippingAddress']): Address | null =>
  given
    ? {
        first: given.firstName ?? '',
        last: given.lastName ?? '',
        address1: given.address1 ?? '',
        address2: given.address2 ?? null,
        city: given.city ?? '',
        zip: given.zip ?? '',
        phone: given.phone ?? null,
      }
    : null;
