import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../../shared/ids.ts';
import type { Refund } from '../../../../shared/order.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useStores } from '../../../state/context.tsx';
import styles from '../items.module.css';
import { panelFocus } from '../panel-focus.ts';

type Props = { readonly id: OrderId; readonly refunds: readonly Refund[] };

/** The recorded refunds with author and reason; a mistaken one can be undone. */
export function Refunds({ id, refunds }: Props) {
  const { t } = useTranslation('relatedOrders');
  const client = useClient();
  const format = useFormat();
  const toasts = useToasts();
  const { order } = useStores();
  async function takeBack(refund: string): Promise<void> {
    const focusPanel = panelFocus();
    try {
      order.take(await client.call('orders.withdrawRefund', { id, refund }));
      toasts.done({ id: `refund:${refund}`, text: t('refundUndone') });
      focusPanel();
    } catch (thrown) {
      toasts.failed({ id: `refund:${refund}`, what: t('refundUndo'), error: toCallError(thrown) });
    }
  }
  return (
    <ul className={styles.refunds}>
      {refunds.map((refund) => (
        <li key={refund.id} className={styles.refund}>
          <span className={styles.refundWords}>
            {t('refundLine', { name: refund.by, reason: refund.reason })}
          </span>
          <Button variant="subtle" size="compact-xs" onClick={() => void takeBack(refund.id)}>
            {t('refundUndo')}
          </Button>
          <span>− {format.money(refund.amount)}</span>
        </li>
      ))}
    </ul>
  );
}
