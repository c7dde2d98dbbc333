import type { DraftOrderForm, ManualOrderForm } from './forms.ts';
import { Problem } from './problem.ts';

type Form = DraftOrderForm | ManualOrderForm;

/** Whether two forms say the same: a field that was never filled in and one that was cleared do. */
export const isSameForm = (one: Form, other: Form): boolean => isSameFilled(one, other);

/** The same of parts of forms. */
export const isSameFilled = (one: unknown, other: unknown): boolean =>
  JSON.stringify(filled(one)) === JSON.stringify(filled(other));

/** Without what is empty. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(filled);
  if (typeof value !== 'object' || value === null) return value === '' ? undefined : value;
  const parts = Object.entries(value)
    .map(([name, part]): [string, unknown] => [name, filled(part)])
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

/** The field of a refusal that the page resolves with a new key. */
export const keyField = 'key';

/** Another sale was created with the key of this form. Neither is lost, and nothing is created until a manager has checked. */
export const keyTaken = (made: string): Problem =>
  new Problem('refused', `${made} was created from this form before it was changed`, {
    field: keyField,
    fix: 'Send it again: the current form is created additionally',
  });
