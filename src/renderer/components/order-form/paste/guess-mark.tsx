import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderFormApi } from '../use-order-form.tsx';
import type { Guessable } from './fill-from-message.ts';
import { guessable } from './fill-from-message.ts';
import styles from './paste-box.module.css';

/** Removes the guess mark: a person has checked the value. */
export function settleGuess(form: OrderFormApi, path: string): void {
  const { guesses } = form.getValues();
  if (guesses.includes(path))
    form.setFieldValue(
      'guesses',
      guesses.filter((guess) => guess !== path),
    );
}

/** Marks a value parsed from a message that is not checked yet. An edit of the field removes the mark too. */
export function GuessMark({ form, path }: { readonly form: OrderFormApi; readonly path: string }) {
  const { t } = useTranslation('orderForm');
  return (
    <span className={styles.guess}>
      <IconHelpCircle size={12} aria-hidden="true" />
      {t('guess')}
      <button
        type="button"
        className={styles.right}
        aria-label={t('guessRightOf', { field: t(labelOf(path)) })}
        onClick={() => settleGuess(form, path)}
      >
        {t('guessRight')}
      </button>
    </span>
  );
}

const labels = {
  'customer.name': 'name',
  'customer.phone': 'phone',
  'customer.email': 'email',
  address: 'address',
  'recipient.name': 'recipientName',
  'recipient.phone': 'recipientPhone',
  'wanted.date': 'wantedDate',
  'wanted.from': 'wantedFrom',
  'wanted.to': 'wantedTo',
  note: 'note',
} as const satisfies { readonly [P in Guessable]: string };

export const labelOf = (path: string): (typeof labels)[Guessable] =>
  labels[guessable.find((known) => known === path) ?? 'note'];
