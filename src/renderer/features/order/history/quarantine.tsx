import { Button } from '@mantine/core';
import { IconShieldQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDecide } from '../../../components/order/use-decide.tsx';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import type { ShownOrder } from '../index.tsx';
import { leavesToPanel, panelFocus } from '../panel-focus.ts';
import { subjectOf } from '../subject-of.ts';
import styles from './quarantine.module.css';

/** Why the order is quarantined, what is safe to do, and the way out; the mail itself is below. */
export function Quarantine({ shown }: { readonly shown: ShownOrder }) {
  const { t } = useTranslation('order');
  const said = useSaid();
  const client = useClient();
  const { order } = useStores();
  const toasts = useToasts();
  const decide = useDecide();
  const [isAsking, setAsking] = useState(false);
  const { id, content, status } = shown;
  const { number } = content;
  const reasons = content.review ?? [];
  const isThrownAway = status === 'cancelled';

  async function release(): Promise<void> {
    if (isAsking) return;
    const focusPanel = panelFocus();
    setAsking(true);
    try {
      await client.call('orders.release', { id });
      toasts.done({ id: `release:${id}`, text: t('doneReleased', { number }) });
      order.again();
      focusPanel();
    } catch (thrown) {
      toasts.failed({
        id: `release:${id}`,
        what: t('couldNotRelease', { number }),
        error: toCallError(thrown),
      });
    }
    setAsking(false);
  }
  const throwAway = (): boolean => decide(subjectOf(shown), { kind: 'status', status: 'cancelled' });

  return (
    <section className={styles.band} aria-label={t('quarantine')}>
      <IconShieldQuestion size={20} aria-hidden />
      <div className={styles.words}>
        <h3 className={styles.title}>{t('quarantine')}</h3>
        <p>{t('quarantineWhat')}</p>
        <ul className={styles.reasons}>
          {reasons.map(({ code, detail }) => (
            <li key={code}>
              {t(`review_${code}`)}
              {detail !== undefined && <span className={styles.detail}>{said(detail)}</span>}
            </li>
          ))}
        </ul>
        <p className={styles.safe}>{t('quarantineSafe')}</p>
        <div className={styles.acts}>
          <Button size="xs" loading={isAsking} onClick={() => void release()}>
            {t('release')}
          </Button>
          {!isThrownAway && (
            <Button ref={leavesToPanel} size="xs" variant="default" onClick={throwAway}>
              {t('discard')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
