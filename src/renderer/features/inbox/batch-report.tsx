import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { SaidText } from '../../lib/i18n/use-main-text.tsx';
import { useRoute, useStores } from '../../state/context.tsx';
import { hrefToInbox, inboxPlaceOf } from '../../state/routes/route.ts';
import styles from './action-bar.module.css';
import { focusList } from './list-focus.ts';

/** Maximum number of refusals listed. */
const mostListed = 500;

/** The result of a bulk action that some orders refused: each with its reason, until the user closes it. */
export function BatchReport() {
  const { t } = useTranslation(['orderActions', 'common']);
  const { batches } = useStores();
  const report = useStore(batches, (state) => state.report);
  const place = inboxPlaceOf(useRoute());
  if (report === null) return null;
  const { left = 0 } = report;
  const { done, unchanged, refused } = report.result;
  const others = refused.length - mostListed;
  const close = (): void => {
    batches.read();
    focusList(); // the button is removed with the report
  };
  return (
    <section className={styles.report} role="alert" aria-label={t('orderActions:report')}>
      <div className={styles.reportTop}>
        <div>
          <h2 className={styles.title}>{report.words}</h2>
          <p className={styles.quiet}>
            {[
              t('orderActions:reportDone', { count: done }),
              left > 0 && t('orderActions:hadLeft', { count: left }),
              unchanged > 0 && t('orderActions:reportUnchanged', { count: unchanged }),
              t('orderActions:reportRefused', { count: refused.length }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <ActionIcon size={24} aria-label={t('orderActions:reportClose')} onClick={close}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className={styles.list} tabIndex={0} aria-label={t('orderActions:report')}>
        {refused.slice(0, mostListed).map(({ id, number, message, fix }) => (
          <li key={id}>
            <a href={hrefToInbox({ ...place, order: id })}>{number || t('common:noNumber')}</a>
            <SaidText text={[message, fix].filter(Boolean).join('. ')} />
          </li>
        ))}
        {others > 0 && <li>{t('orderActions:reportMore', { count: others })}</li>}
      </ul>
    </section>
  );
}
