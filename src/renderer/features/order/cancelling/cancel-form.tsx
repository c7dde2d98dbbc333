import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../../../shared/order.ts';
import { useDecide } from '../../../components/order/use-decide.tsx';
import { onEscape } from '../../../lib/browser/on-escape.ts';
import type { Subject } from '../../../state/decisions.ts';
import { useWorking } from '../../../state/use-working.ts';
import styles from '../action.module.css';
import { useCancelNotes } from './use-cancel-notes.ts';

type Props = {
  readonly subject: Subject;
  /** Its customer was erased: no reason would be stored. */
  readonly isErased: boolean;
  readonly order: Pick<Order, 'source' | 'content' | 'paymentStatus'>;
  /** The number of its copy in Shopify, which is not cancelled with it. */
  readonly copy: string | null;
  readonly onClose: () => void;
};

/** Cancels, with a reason for the timeline. It can be undone, so there is no confirmation. */
export function CancelForm({ subject, isErased, order, copy, onClose }: Props) {
  const { t } = useTranslation(['relatedOrders', 'common']);
  const decide = useDecide();
  const notesOf = useCancelNotes();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => (field.current ?? button.current)?.focus(), []);
  useWorking(reason.trim() !== '');
  return (
    <form
      className={styles.deed}
      aria-label={t('cancelTitle', { number: subject.number || t('common:noNumber') })}
      onSubmit={(event) => {
        event.preventDefault();
        const said = reason.trim();
        decide(subject, { kind: 'status', status: 'cancelled', ...(said !== '' && { reason: said }) });
        onClose();
      }}
      onKeyDown={onEscape(onClose)}
    >
      {isErased ? (
        <p className={styles.also}>{t('noReason')}</p>
      ) : (
        <TextInput
          ref={field}
          className={styles.wide ?? ''}
          label={t('cancelReason')}
          placeholder={t('cancelReasonHint')}
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Button ref={button} type="submit" color="var(--bad)" variant="light">
        {t('cancelDo')}
      </Button>
      <Button variant="subtle" onClick={onClose}>
        {t('keepOrder')}
      </Button>
      {notesOf(order, copy).map((note) => (
        <p key={note} className={styles.also}>
          {note}
        </p>
      ))}
    </form>
  );
}
