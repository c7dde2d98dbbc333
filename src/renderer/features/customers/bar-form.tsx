import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onEscape } from '../../lib/browser/on-escape.ts';
import styles from './panel.module.css';

type Props = {
  readonly name: string;
  /** @param reason null if unchanged */
  readonly onClose: (reason: string | null) => void;
};

/** Why a customer is not served, shown with their next order. It can be undone, so there is no confirmation. */
export function BarForm({ name, onClose }: Props) {
  const { t } = useTranslation(['customers', 'common']);
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles.form}
      aria-label={t('customers:barTitle', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        onClose(reason.trim());
      }}
      onKeyDown={onEscape(() => onClose(null))}
    >
      <TextInput
        ref={field}
        className={styles.wide ?? ''}
        label={t('customers:barReason')}
        placeholder={t('customers:barReasonHint')}
        maxLength={500}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" color="var(--bad)" variant="light">
        {t('customers:setBarred')}
      </Button>
      <Button variant="subtle" onClick={() => onClose(null)}>
        {t('common:cancel')}
      </Button>
    </form>
  );
}
