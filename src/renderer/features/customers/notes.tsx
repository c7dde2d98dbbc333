import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../shared/customer/view.ts';
import { customerNoteName, notedCustomers } from '../../components/customer/saved-note.ts';
import { useSavedNote } from '../../components/customer/use-saved-note.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useApp } from '../../state/context.tsx';
import styles from './panel.module.css';
import type { CustomerActs } from './use-customer-acts.ts';

/** Managers' notes on the customer. Unsaved text stays until it is saved, also while another customer is viewed. */
export function Notes({
  customer,
  acts,
}: {
  readonly customer: CustomerDetail;
  readonly acts: CustomerActs;
}) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const now = useNow();
  const { mode } = useApp();
  const { notes, row } = customer;
  // typed under another first order: the customer was merged since, or an older order arrived
  const [owner] = useState(() => {
    const noted = notedCustomers(window.sessionStorage, mode);
    return customer.orders.find(({ id }) => noted.includes(id))?.id ?? row.id;
  });
  const kept = useSavedNote(customerNoteName(mode, owner));
  const [text, setText] = useState(kept.read);
  const field = useRef<HTMLTextAreaElement>(null);
  const write = (next: string): void => {
    setText(next);
    kept.write(next);
  };
  const add = async (): Promise<void> => {
    const said = text.trim();
    if (said === '') return;
    write('');
    field.current?.focus();
    // unsaved text exists only once
    if (!(await acts.note(row.id, said)) && kept.read() === '') write(said);
  };
  return (
    <section className={styles.section} aria-label={t('notes')}>
      <h3 className={styles.title}>{t('notes')}</h3>
      <div className={styles.note}>
        <Textarea
          ref={field}
          className={styles.wide ?? ''}
          aria-label={t('noteLabel')}
          placeholder={t('noteHint')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4000}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              void add();
            }
          }}
        />
        <Button variant="default" disabled={text.trim() === ''} onClick={() => void add()}>
          {t('addNote')}
        </Button>
      </div>
      <ul className={styles.notes}>
        {notes.map((one) => (
          <li key={one.note}>
            <p className={styles.said}>{one.text}</p>
            <span className={styles.dim}>
              {one.by}, {format.time(one.at, now)}
            </span>
            <ActionIcon
              size={24}
              aria-label={t('removeNote')}
              title={t('removeNote')}
              onClick={() => void acts.withdrawNote(row.id, one)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
