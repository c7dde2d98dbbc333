import type { ManualOrderForm } from './forms.ts';
import { isSameFilled } from './same-form.ts';
import type { FormDiscount } from './totals.ts';

/** One form as it was kept, and who kept it. */
export type FormStep = { readonly by: string; readonly at: number; readonly form: ManualOrderForm };

/** What of a form is changed as one. */
export const formFields = [
  'items',
  'discount',
  'deliveryFee',
  'name',
  'phone',
  'email',
  'address',
  'recipient',
  'wanted',
  'note',
  'tags',
  'paymentStatus',
  'paymentMethod',
] as const;
export type FormField = (typeof formFields)[number];

/** What others changed of a field since a form was opened. */
export type FieldChange = {
  readonly field: FormField;
  readonly by: string;
  readonly before: string;
  readonly after: string;
  /** What would replace it; null where the form left the field as it was. */
  readonly mine: string | null;
};

export type Meeting = {
  readonly changes: readonly FieldChange[];
  /** The form over what others have kept: what it changed is its own, all else is theirs. */
  readonly merged: ManualOrderForm;
};

/**
 * A form that was opened on `base` meets what others have kept since, oldest first. Pure: nothing is decided, and nothing of
 * theirs is replaced that is not among the changes.
 */
export function meet(base: ManualOrderForm, steps: readonly FormStep[], mine: ManualOrderForm): Meeting {
  const theirs = steps.at(-1)?.form ?? base;
  const changed = formFields.filter((field) => !isSame(field, base, mine));
  const changes = formFields
    .filter((field) => !isSame(field, base, theirs))
    .map((field): FieldChange => {
      const replaces = changed.includes(field) && !isSame(field, mine, theirs);
      return {
        field,
        by: lastBy(field, base, steps),
        before: fieldText(field, base),
        after: fieldText(field, theirs),
        mine: replaces ? fieldText(field, mine) : null,
      };
    });
  return { changes, merged: changed.reduce((form, field) => put(field, form, mine), theirs) };
}

function lastBy(field: FormField, base: ManualOrderForm, steps: readonly FormStep[]): string {
  const forms = [base, ...steps.map(({ form }) => form)];
  const at = steps.findLastIndex((step, index) => !isSame(field, forms[index] ?? base, step.form));
  return steps[at]?.by ?? '';
}

function get(field: FormField, form: ManualOrderForm): unknown {
  switch (field) {
    case 'name':
      // who was chosen among the known customers is chosen with the name
      return [form.customer.name, form.customer.shopifyId];
    case 'phone':
    case 'email':
      return form.customer[field];
    default:
      return form[field];
  }
}

function put(field: FormField, form: ManualOrderForm, from: ManualOrderForm): ManualOrderForm {
  switch (field) {
    case 'name': {
      const { shopifyId: _before, ...customer } = form.customer;
      const { name, shopifyId } = from.customer;
      return { ...form, customer: { ...customer, name, ...(shopifyId !== undefined && { shopifyId }) } };
    }
    case 'phone':
    case 'email':
      return { ...form, customer: { ...form.customer, [field]: from.customer[field] } };
    default:
      return { ...form, [field]: from[field] };
  }
}

const isSame = (field: FormField, a: ManualOrderForm, b: ManualOrderForm): boolean =>
  isSameFilled(get(field, a), get(field, b));

/** A field as it stands in a form, for a person to read; empty for nothing. A payment is left to be put in words. */
export function fieldText(field: FormField, form: ManualOrderForm): string {
  const { items, discount, recipient, wanted, customer } = form;
  switch (field) {
    case 'items':
      return items
        .map(({ quantity, title, unitPrice, discount: off }) =>
          [`${quantity} × ${title}`, unitPrice, off && `− ${discountText(off)}`].filter(Boolean).join(' '),
        )
        .join('; ');
    case 'discount':
      return discountText(discount);
    case 'name':
    case 'phone':
    case 'email':
      return customer[field] ?? '';
    case 'recipient':
      return [recipient?.name, recipient?.phone].filter(Boolean).join(', ');
    case 'wanted':
      return [wanted?.date, wanted?.from, wanted?.to].filter(Boolean).join(' ');
    case 'tags':
      return (form.tags ?? []).join(', ');
    default:
      return form[field] ?? '';
  }
}

function discountText(discount: FormDiscount | undefined): string {
  if (discount === undefined) return '';
  return discount.kind === 'percent' ? `${discount.percent} %` : discount.amount;
}
