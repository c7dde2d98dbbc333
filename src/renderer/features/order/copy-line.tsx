import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../shared/views.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../state/context.tsx';
import styles from './duplicates/related-orders.module.css';

/**
 * The progress of the order's copy to Shopify, the reason of a failure, and what can be done. A finished copy is a related
 * order.
 */
export function CopyLine({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('relatedOrders');
  const client = useClient();
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const { order } = useStores();
  const toasts = useToasts();
  const [isAsking, setAsking] = useState(false);
  const { copy } = detail;
  if (copy === null) return null;
  if (copy.state === 'elsewhere') {
    const { by, at } = copy.asked;
    return (
      <div className={styles.tie} data-how="elsewhere" role="status">
        <span className={styles.words}>{t('copy_elsewhere', { name: by, time: format.time(at, now) })}</span>
      </div>
    );
  }
  const { state, reason, messageId, number } = copy;
  const isKnown = detail.related.some(({ how, why }) => how === 'part' && why === 'copy');
  if (state === 'made') {
    // its webhook has not arrived yet: until then there is no order to open
    return isKnown ? null : <div className={styles.tie}>{t('part_copy', { number: number ?? '' })}</div>;
  }

  async function retry(): Promise<void> {
    if (isAsking || messageId === null) return;
    setAsking(true);
    const id = `copy:${messageId}`;
    try {
      await client.call('outbox.retry', { id: messageId });
      toasts.done({ id, text: t('copyRetried') });
      order.again();
    } catch (thrown) {
      toasts.failed({
        id,
        what: t('copyFailed', { number: detail.order.content.number }),
        error: toCallError(thrown),
      });
    }
    setAsking(false);
  }
  return (
    <div className={styles.tie} data-how={state} role="status">
      <span className={styles.words}>
        {t(state === 'stopped' ? 'copy_stopped' : 'copy_waiting')}
        {reason !== null && <span className={styles.reason}>{said(reason)}</span>}
      </span>
      {state === 'stopped' && (
        <Button variant="default" size="compact-xs" loading={isAsking} onClick={() => void retry()}>
          {t('copyRetry')}
        </Button>
      )}
    </div>
  );
}
