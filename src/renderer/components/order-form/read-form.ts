import type { z } from 'zod';
import type { CalculateForm, DraftOrderForm, ManualOrderForm } from '../../../shared/forms.ts';
import { calculateFormSchema, draftOrderFormSchema, manualOrderFormSchema } from '../../../shared/forms.ts';
import { normalizePhone } from '../../../shared/phone.ts';
import { isProblem } from '../../../shared/problem.ts';
import type { FormDiscount, PricedForm } from '../../../shared/totals.ts';
import { formTotals } from '../../../shared/totals.ts';
import type { FormValues } from './values.ts';

/** The translation key of a field's error. */
export type Complaint =
  | 'needItems'
  | 'needPicked'
  | 'needTitle'
  | 'needQuantity'
  | 'needAmount'
  | 'tooPrecise'
  | 'needPercent'
  | 'needHours'
  | 'needDeposit'
  | 'needEmail'
  | 'needPhone'
  | 'needDay'
  | 'needTime'
  | 'endsBefore'
  | 'needNameOrPhone'
  | 'tooLong';

/** By field path: `items.0.quantity`, `customer.email`. */
export type Complaints = { readonly [path: string]: Complaint };

export type FormReading<T> =
  | { readonly kind: 'form'; readonly form: T }
  | { readonly kind: 'complaints'; readonly complaints: Complaints };

export type Shop = {
  readonly currency: string;
  /** ISO 3166 country of phones without a prefix. */
  readonly country: string | null;
};

export function readManualForm(values: FormValues, { currency }: Shop): FormReading<ManualOrderForm> {
  const reading = read(manualOrderFormSchema, values, {
    ...common(values, currency),
    paymentStatus: values.paymentStatus,
    paymentMethod: values.paymentMethod || undefined,
    ...(values.inShopify && { inShopify: true }),
  });
  const { name, phone } = values.customer;
  // the schema checks across fields only when each is valid; the manager gets all errors at once
  return name.trim() === '' && phone.trim() === ''
    ? alsoWrong(reading, { 'customer.name': 'needNameOrPhone' })
    : reading;
}

/** Rejects an invalid phone here, because Shopify would reject the whole draft order for it. */
export function readDraftForm(values: FormValues, { currency, country }: Shop): FormReading<DraftOrderForm> {
  const reading = read(draftOrderFormSchema, values, {
    ...common(values, currency),
    ...byShopify(values),
    subscriberId: values.subscriberId || undefined,
  });
  const unknown = (['customer', 'recipient'] as const).filter((who) => {
    const phone = values[who].phone.trim();
    return phone !== '' && normalizePhone(phone, country) === null;
  });
  return unknown.length === 0
    ? reading
    : alsoWrong(reading, Object.fromEntries(unknown.map((who) => [`${who}.phone`, 'needPhone'])));
}

const alsoWrong = <T>(reading: FormReading<T>, complaints: Complaints): FormReading<T> => ({
  kind: 'complaints',
  complaints: { ...(reading.kind === 'complaints' ? reading.complaints : {}), ...complaints },
});

function common(values: FormValues, currency: string) {
  const { customer, chosen, recipient, wanted, note, tags } = values;
  return {
    ...priced(values, currency),
    customer: {
      name: customer.name,
      phone: customer.phone,
      email: customer.email.trim(),
      ...(chosen && chosen.shopifyId !== '' && { shopifyId: chosen.shopifyId }),
    },
    ...(someOf(recipient) && { recipient: someOf(recipient) }),
    ...(someOf(wanted) && { wanted: someOf(wanted) }),
    note,
    ...(tags.length > 0 && { tags }),
  };
}

/** The filled-in value; undefined if empty. */
function someOf(texts: { readonly [name: string]: string }): { readonly [name: string]: string } | undefined {
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

function priced(values: FormValues, currency: string) {
  const { key, discount, discountKind, deliveryFee, rate, address } = values;
  return {
    key,
    currency,
    items: values.items.map((item) => ({
      title: item.title,
      quantity: wholeOf(item.quantity),
      unitPrice: item.unitPrice,
      ...(item.variantId !== '' && { variantId: item.variantId }),
      ...(item.sku !== '' && { sku: item.sku }),
      ...(item.discount.trim() !== '' && { discount: discountOf(item.discountKind, item.discount) }),
    })),
    ...(discount.trim() !== '' && { discount: discountOf(discountKind, discount) }),
    ...(deliveryFee.trim() !== '' && rate === null && { deliveryFee }),
    address,
  };
}

/** Options that only an order paid in Shopify's checkout can have. */
function byShopify({ rate, reserveHours, deposit }: FormValues) {
  return {
    ...(rate !== null && { shippingRate: rate }),
    ...(reserveHours.trim() !== '' && { reserveHours: wholeOf(reserveHours) }),
    ...(deposit.trim() !== '' && { deposit: percentOf(deposit) }),
  };
}

/** The part of an unfinished form that Shopify can calculate; null while it cannot. */
export function readCalculateForm(values: FormValues, currency: string): CalculateForm | null {
  const { items, ...rest } = priced(values, currency);
  const named = items.map((item) => ({ ...item, title: item.title.trim() || '—' })); // a title does not affect the price
  const { reserveHours: _later, ...byRules } = byShopify(values);
  const customerId = values.chosen?.shopifyId || undefined;
  const parsed = calculateFormSchema.safeParse({ ...rest, ...byRules, items: named, customerId });
  return parsed.success && Object.keys(tooPrecise(parsed.data)).length === 0 ? parsed.data : null;
}

const discountOf = (kind: FormValues['discountKind'], text: string): FormDiscount =>
  kind === 'amount' ? { kind, amount: text } : { kind, percent: percentOf(text) };

export const wholeOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);

export const percentOf = (text: string): number =>
  /^\d{1,3}([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;

function read<T extends ManualOrderForm | DraftOrderForm>(
  schema: z.ZodType<T>,
  { picking }: Pick<FormValues, 'picking'>,
  input: PricedForm & { readonly [name: string]: unknown },
): FormReading<T> {
  const parsed = schema.safeParse(input);
  const complaints: Record<string, Complaint> = { ...tooPrecise(input) };
  if (picking.trim() !== '') complaints.picking = 'needPicked'; // else the order would go without it
  for (const { path, code } of parsed.error?.issues ?? []) {
    const field = fieldOf(path.join('.'));
    complaints[field] ??=
      code === 'too_big' && !numeric.test(field)
        ? 'tooLong'
        : complaintOf(field, path.at(-1), code === 'custom');
  }
  return parsed.success && Object.keys(complaints).length === 0
    ? { kind: 'form', form: parsed.data }
    : { kind: 'complaints', complaints };
}

/** Amounts with more decimals than the currency has. Each is checked by itself, so that all are reported at once. */
function tooPrecise({ items, discount, deliveryFee, currency }: PricedForm): Complaints {
  const complaints: Record<string, Complaint> = {};
  const look = (path: string, text: string | undefined): void => {
    if (text === undefined || !isAmount(text)) return;
    try {
      formTotals({ items: [{ quantity: 1, unitPrice: text.trim() }], currency });
    } catch (error) {
      if (!isProblem(error) || error.kind !== 'bad-input') throw error;
      complaints[path] = 'tooPrecise';
    }
  };
  for (const [index, item] of items.entries()) {
    look(`items.${index}.unitPrice`, item.unitPrice);
    look(`items.${index}.discount`, item.discount?.kind === 'amount' ? item.discount.amount : undefined);
  }
  look('discount', discount?.kind === 'amount' ? discount.amount : undefined);
  look('deliveryFee', deliveryFee);
  return complaints;
}

/** Parses with the form's schema: the renderer validates during typing what the app validates again. */
export const isAmount = (text: string): boolean => /^\d{1,12}([.,]\d{1,3})?$/.test(text.trim());

const numeric = /(quantity|unitPrice|discount|deliveryFee|reserveHours|deposit)$/;

function complaintOf(field: string, last: PropertyKey | undefined, isEnd: boolean): Complaint {
  if (field === 'items') return 'needItems';
  if (field.endsWith('.title')) return 'needTitle';
  if (field.endsWith('.quantity')) return 'needQuantity';
  if (field.endsWith('discount') && last === 'percent') return 'needPercent';
  if (field === 'reserveHours') return 'needHours';
  if (field === 'deposit') return 'needDeposit';
  if (field === 'customer.email') return 'needEmail';
  if (field === 'customer.name') return 'needNameOrPhone';
  if (field === 'wanted.date') return 'needDay';
  if (field.startsWith('wanted.')) return isEnd ? 'endsBefore' : 'needTime';
  return 'needAmount';
}

/**
 * The field on screen for a path of the schema, or of an error from the app or Shopify. A discount is one field, whichever of its
 * parts is invalid.
 */
export function fieldOf(path: string): string {
  if (path.startsWith('discount')) return 'discount';
  if (path === 'customer.shopifyId') return 'chosen';
  if (path.startsWith('shippingRate')) return 'deliveryFee';
  if (path.startsWith('tags')) return 'tags';
  const [, discounted] = /^(items\.\d+\.discount)\b/.exec(path) ?? [];
  if (discounted !== undefined) return discounted;
  const [, line] = /^(items\.\d+)\.(variantId|sku)$/.exec(path) ?? [];
  return line === undefined ? path : `${line}.title`;
}

/** Whether the page has a field that can show the error. */
export function isField(path: string, { items }: FormValues): boolean {
  const [, index] = /^items\.(\d+)\.(title|quantity|unitPrice|discount)$/.exec(path) ?? [];
  if (index !== undefined) return Number(index) < items.length;
  return fields.has(path);
}

const fields: ReadonlySet<string> = new Set([
  'items',
  'picking',
  'discount',
  'deliveryFee',
  'customer.name',
  'customer.phone',
  'customer.email',
  'chosen',
  'address',
  'recipient.name',
  'recipient.phone',
  'wanted.date',
  'wanted.from',
  'wanted.to',
  'note',
  'tags',
  'reserveHours',
  'deposit',
  'paymentMethod',
]);
