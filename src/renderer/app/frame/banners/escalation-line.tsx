import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { chatKey } from '../../../../shared/alert-rules/escalation.ts';
import { useStores } from '../../../state/context.tsx';
import { hrefTo, hrefToInbox } from '../../../state/routes/route.ts';
import styles from './sleep-line.module.css';

/** A line while this window rings: the number of orders and chats, a link to them, and a button to silence these. */
export function EscalationLine() {
  const { t } = useTranslation('frame');
  const { bell } = useStores();
  const asked = useStore(bell);
  const { keys: hushed } = useStore(bell.hushed);
  if (asked.state !== 'ready') return null;
  const { ring } = asked.value;
  const orders = ring.orders.filter((id) => !hushed.has(id));
  const chats = ring.chats.filter((id) => !hushed.has(chatKey(id)));
  if (orders.length + chats.length === 0) return null;
  return (
    <section className={styles.line} aria-label={t('ring')}>
      <IconBellRinging size={14} aria-hidden className={styles.icon} />
      {orders.length > 0 && (
        <>
          <span className={styles.words}>{t('ringWaits', { count: orders.length })}</span>
          <a
            href={hrefToInbox({
              view: 'new',
              text: '',
              order: (orders.length === 1 && orders[0]) || null,
            })}
          >
            {t('ringLook')}
          </a>
        </>
      )}
      {chats.length > 0 && (
        <>
          <span className={styles.words}>{t('ringChats', { count: chats.length })}</span>
          <a href={hrefTo('chats')}>{t('ringOpenChats')}</a>
        </>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        className={styles.close ?? ''}
        onClick={bell.hush}
      >
        {t('ringHush')}
      </Button>
    </section>
  );
}
