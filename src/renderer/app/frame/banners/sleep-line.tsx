import { CloseButton } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { sleepSentence } from '../../../../shared/sleep.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { languageOf } from '../../../lib/i18n/language-of.ts';
import { useStores } from '../../../state/context.tsx';
import { hrefToInbox } from '../../../state/routes/route.ts';
import styles from './sleep-line.module.css';

/** A line after the computer slept: what arrived meanwhile, until the user closes it. */
export function SleepLine() {
  const { t, i18n } = useTranslation(['frame', 'common']);
  const client = useClient();
  const asked = useStore(useStores().sleep);
  const summary = asked.state === 'ready' ? asked.value : null;
  if (summary === null) return null;
  const span = { from: summary.from, to: summary.at };
  // if this cannot be stored, the line shows again and can be closed again
  const close = (): void => void client.call('health.sleepSeen', undefined).catch(() => undefined);
  return (
    <section className={styles.line} aria-label={t('sleep')} role="status">
      <IconMoon size={14} aria-hidden className={styles.icon} />
      <span className={styles.words}>{sleepSentence(summary, languageOf(i18n))}.</span>
      {summary.orders > 0 && (
        <a href={hrefToInbox({ view: 'all', text: '', order: null, span })} onClick={close}>
          {t('sleepLook')}
        </a>
      )}
      <CloseButton size="xs" className={styles.close ?? ''} aria-label={t('common:close')} onClick={close} />
    </section>
  );
}
