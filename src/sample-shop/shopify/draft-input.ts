import { z } from 'zod';
import { minorDigits } from '../../shared/money.ts';
import { variants, variantTitle } from '../catalogue.ts';
import type { Ids } from '../ids.ts';
import { rateFor } from './delivery-rates.ts';
import { idOf } from './nodes.ts';
import { lineTotal, taken } from './totals.ts';
import type { Address, Discount, DraftContent, Line, Pricing } from './types.ts';

const words = z.string().nullish();
const amount = z.union([z.string(), z.number()]).nullish();
const priced = z.object({ amount, currencyCode: z.string() }).nullish();
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
        originalUnitPrice: amount,
        originalUnitPriceWithCurrency: priced,
        priceOverride: priced,
        requiresShipping: z.boolean().nullish(),
        appliedDiscount: discount,
        customAttributes: attributes,
      }),
    )
    .nullish(),
  appliedDiscount: discount,
  shippingLine: z
    .object({ title: words, price: amount, priceWithCurrency: priced, shippingRateHandle: words })
    .nullish(),
  shippingAddress: address,
  billingAddress: address,
  purchasingEntity: z.object({ customerId: words }).nullish(),
  customerId: words,
  email: words,
  phone: words,
  note: words,
  tags: z.array(z.string()).nullish(),
  customAttributes: attributes,
  presentmentCurrencyCode: words,
  reserveInventoryUntil: words,
  deposit: z.object({ percentage: z.number() }).nullish(),
  paymentTerms: z.object({ paymentTermsTemplateId: words }).nullish(),
});
type Input = z.infer<typeof inputSchema>;
type InputLine = NonNullable<Input['lineItems']>[number];

export type UserError = { readonly field: readonly string[] | null; readonly message: string };
const mostLines = 499;
const mostTag = 40;

/** Prices a `DraftOrderInput`, or returns its errors as Shopify does. */
export function readDraftInput(
  raw: unknown,
  ids: Ids,
  pricing: Pricing,
): DraftContent | { readonly userErrors: UserError[] } {
  const { currency: code } = pricing;
  const minorOf = (given: z.infer<typeof amount>): number | null =>
    given == null ? null : Math.round(Number(given) * 10 ** minorDigits(code));
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
  if (input.presentmentCurrencyCode != null && input.presentmentCurrencyCode !== code) {
    fault(['presentmentCurrencyCode'], 'Presentment currency is not enabled for this shop');
  }
  if (input.tags?.some((tag) => tag.length > mostTag)) {
    fault(['tags'], `Tags must be at most ${mostTag} characters`);
  }
  const percentage = input.deposit?.percentage;
  if (percentage !== undefined && (percentage < 1 || percentage > 99)) {
    fault(['deposit', 'percentage'], 'Deposit percentage must be between 1 and 99');
  }
  const address = readAddress(input.shippingAddress);
  const handle = input.shippingLine?.shippingRateHandle;
  const rate = handle == null ? null : rateFor(handle, address);
  if (rate === undefined) fault(['shippingLine'], 'The shipping rate is no longer available');
  if (userErrors.length > 0) return { userErrors };

  const good = lines.filter((line) => line !== null);
  const goods = good.reduce((sum, line) => sum + lineTotal(line) - line.discount, 0);
  const fee = minorOf(input.shippingLine?.priceWithCurrency?.amount ?? input.shippingLine?.price) ?? 0;
  return {
    pricing,
    dueNow: input.paymentTerms ? (percentage ?? 0) : null,
    deposit: percentage ?? null,
    reservedUntil: input.reserveInventoryUntil ? Date.parse(input.reserveInventoryUntil) : null,
    lines: good,
    discount: readDiscount(input.appliedDiscount, goods, 1, code),
    shipping: input.shippingLine
      ? {
          id: ids.next(),
          title: rate?.title ?? input.shippingLine.title ?? 'Shipping',
          amount: rate?.amount ?? fee,
        }
      : null,
    customerId: idOf('Customer', input.purchasingEntity?.customerId ?? input.customerId),
    email: input.email || null,
    phone: input.phone?.replace(/[^+\d]/g, '') || null,
    address,
    billing: readAddress(input.billingAddress),
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
    const own = minorOf(line.originalUnitPriceWithCurrency?.amount ?? line.originalUnitPrice) ?? 0;
    const made = {
      id: ids.line(),
      variant,
      title: variant ? variant.product.title : (line.title ?? ''),
      variantTitle: variant && variantTitle(variant),
      sku: variant ? variant.sku : (line.sku ?? null),
      quantity: line.quantity,
      unitPrice: variant ? (minorOf(line.priceOverride?.amount) ?? variant.price) : own,
      discount: 0,
      properties: (line.customAttributes ?? []).map(({ key, value }) => ({ name: key, value })),
      requiresShipping: line.requiresShipping ?? true,
    };
    const off = readDiscount(line.appliedDiscount, lineTotal(made), line.quantity, code);
    return { ...made, discount: off?.amount ?? 0 };
  }
}

function readDiscount(
  given: Input['appliedDiscount'],
  of: number,
  pieces: number,
  code: string,
): Discount | null {
  if (!given) return null;
  const valueType = given.valueType === 'PERCENTAGE' ? 'percentage' : 'fixed_amount';
  return {
    code: null,
    title: given.title ?? given.description ?? 'Discount',
    amount: taken(of, { value: given.value, valueType }, { code, pieces }),
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
