import type { ManualOrderForm } from './forms.ts';
import { isSameFilled } from './same-form.ts';
import type { FormDiscount } from './totals.ts';

/** One saved version of a form, and its author. */
export type FormStep = { readonly by: string; readonly at: number; readonly form: ManualOrderForm };

/** Fields of a form that change as one unit. */
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

/** A change of a field by others since a form was opened. */
export type FieldChange = {
  readonly field: FormField;
  readonly by: string;
  readonly before: string;
  readonly after: string;
  /** The conflicting value of this form; null if it did not change the field. */
  readonly mine: string | null;
};

export type Meeting = {
  readonly changes: readonly FieldChange[];
  /** The merged form: this form's changes on top of what others have saved. */
  readonly merged: ManualOrderForm;
};

/**
 * Merges a form opened on `base` with the versions saved since, oldest first. Pure: conflicts are only listed, and every
 * overwritten value of others is among the changes.
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
      // a selected customer is selected together with the name
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

/** A field value as readable text; empty if none. A payment is translated by the caller. */
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
