import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useStores } from '../../state/context.tsx';
import { hrefToInbox } from '../../state/route.ts';
import styles from './sleep-line.module.css';

/** One thin line while this window rings: for how many orders, the way to them, and quiet for these. */
export function RingLine() {
  const { t } = useTranslation('frame');
  const { bell } = useStores();
  const asked = useStore(bell);
  const { orders: hushed } = useStore(bell.hushed);
  const standing = asked.state === 'ready' ? asked.value.ring.orders : [];
  const ringing = standing.filter((id) => !hushed.has(id));
  if (ringing.length === 0) return null;
  return (
    <section className={styles.line} aria-label={t('ring')}>
      <IconBellRinging size={14} aria-hidden className={styles.icon} />
      <span className={styles.words}>{t('ringWaits', { count: ringing.length })}</span>
      <a
        href={hrefToInbox({
          view: 'new',
          text: '',
          order: (ringing.length === 1 && ringing[0]) || null,
        })}
      >
        {t('ringLook')}
      </a>
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
