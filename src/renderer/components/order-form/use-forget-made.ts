import { useEffect, useRef, useState } from 'react';
import type { DraftOrderForm, ManualOrderForm } from '../../../shared/forms.ts';
import { isSameForm } from '../../../shared/same-form.ts';
import { useApp } from '../../state/context.tsx';
import type { FormReading, Shop } from './read-form.ts';
import { createKeptForm } from './saved-form.ts';
import type { FormValues } from './values.ts';

type Form = DraftOrderForm | ManualOrderForm;

/**
 * Deletes the stored form `name` if it was submitted already, because its window closed too early. A form that was changed since
 * stays.
 * @param madeOf what was made under a key, as a form; null or a refusal: nothing
 * @returns whether the form can be shown
 */
export function useForgetMade<F extends Form>(
  name: string,
  read: (values: FormValues, shop: Shop) => FormReading<F>,
  madeOf: (key: string) => Promise<F | null>,
): boolean {
  const shop = useApp();
  const { mode } = shop;
  const [found] = useState(() => createKeptForm(window.localStorage, mode, name).read());
  const [isKnown, setKnown] = useState(found === null);
  const look = useRef(async (): Promise<boolean> => {
    const reading = found && read(found.values, shop);
    if (reading?.kind !== 'form') return false;
    const made = await madeOf(reading.form.key);
    return made !== null && isSameForm(made, reading.form);
  });
  useEffect(() => {
    if (isKnown) return;
    let isGone = false;
    const settle = (isMade: boolean): void => {
      if (isGone) return;
      if (isMade) createKeptForm(window.localStorage, mode, name).clear();
      setKnown(true);
    };
    look.current().then(settle, () => settle(false));
    return () => {
      isGone = true;
    };
  }, [isKnown, mode, name]);
  return isKnown;
}
