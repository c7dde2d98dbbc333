import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './paste-box.module.css';
import type { OrderFormApi } from './use-order-form.tsx';

/** Takes the mark of a guess away: somebody has looked at it. */
export function settleGuess(form: OrderFormApi, path: string): void {
  const { guesses } = form.getValues();
  if (guesses.includes(path))
    form.setFieldValue(
      'guesses',
      guesses.filter((guess) => guess !== path),
    );
}

/** Says that a value was read out of a message and nobody has looked at it yet. Editing the field says so as well. */
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

export function labelOf(path: string): 'name' | 'phone' | 'email' | 'address' | 'note' {
  switch (path) {
    case 'customer.name':
      return 'name';
    case 'customer.phone':
      return 'phone';
    case 'customer.email':
      return 'email';
    case 'address':
      return 'address';
    default:
      return 'note';
  }
}
