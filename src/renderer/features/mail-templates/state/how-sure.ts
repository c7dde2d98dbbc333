import type { TrainerView } from '../../../../shared/trainer.ts';
import type { Ask, TrainerForm } from './trainer-form.ts';
import { valueNameOf } from './trainer-form.ts';

/** The origin of a form value: parsed with a confidence, entered by a person, taken from the order, or none. */
export type HowSure = 'sure' | 'likely' | 'guess' | 'unread' | 'yours' | 'kept';

const sureFrom = 0.9;
const likelyFrom = 0.6;

export function howSure(
  ask: Ask,
  {
    view,
    form,
    own,
  }: { readonly view: TrainerView; readonly form: TrainerForm; readonly own: ReadonlySet<Ask> },
): HowSure {
  if (!isThere(form, ask)) return 'unread';
  if (own.has(ask)) return 'yours';
  const confidence = view.confidence[valueNameOf(ask)];
  if (confidence === undefined) return 'kept';
  if (confidence >= sureFrom) return 'sure';
  return confidence >= likelyFrom ? 'likely' : 'guess';
}

export function isThere(form: TrainerForm, ask: Ask): boolean {
  if (ask === 'item') return form.items.length > 0;
  if (ask === 'fee') return form.fees.length > 0;
  return form.fields[ask].trim() !== '';
}
