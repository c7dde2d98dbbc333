import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../../../shared/order.ts';
import type { RelatedOrder } from '../../../../shared/views.ts';
import { SourceMark } from '../../../components/source/source-mark.tsx';
import { useRoute } from '../../../state/context.tsx';
import { hrefToInbox, inboxPlaceOf } from '../../../state/routes/route.ts';
import { CopyLine } from '../copy-line.tsx';
import type { PanelProps } from '../index.tsx';
import styles from './related-orders.module.css';
import { useSame } from './use-same.tsx';

/** Links to the orders that represent this one or are represented by it, and to those confirmed as distinct. */
export function RelatedOrders({ detail }: PanelProps) {
  const { t } = useTranslation('relatedOrders');
  const shown = detail.related.filter(({ how }) => how !== 'suspect');
  if (shown.length === 0 && detail.copy === null) return null;
  return (
    <section className={styles.ties} aria-label={t('ties')}>
      <CopyLine detail={detail} />
      {shown.map((related) => (
        <Tie key={`${related.how} ${related.order.id}`} mine={detail.order} related={related} />
      ))}
    </section>
  );
}

function Tie({ mine, related }: { readonly mine: Order; readonly related: RelatedOrder }) {
  const { t } = useTranslation(['relatedOrders', 'common']);
  const route = useRoute();
  const same = useSame();
  const { how, why, order: other } = related;
  const number = other.content.number || '—';
  const words =
    how === 'part' || how === 'whole'
      ? t(`relatedOrders:${how}_${why ?? 'merged'}`, { number })
      : t('relatedOrders:apart', { number });
  const pair = [
    { id: mine.id, number: mine.content.number },
    { id: other.id, number },
  ] as const;
  return (
    <div className={styles.tie} data-how={how}>
      <span className={styles.words}>
        {words}
        {how === 'part' && (
          <span className={styles.state}>
            <SourceMark source={other.source} />
            {t('relatedOrders:partState', {
              status: t(`common:status_${other.status}`),
              payment: t(`common:payment_${other.paymentStatus}`),
            })}
          </span>
        )}
        {how === 'part' && why === 'copy' && isChanged(mine, other) && (
          <span className={styles.reason}>{t('relatedOrders:copyEdited')}</span>
        )}
      </span>
      <Anchor href={hrefToInbox({ ...inboxPlaceOf(route), order: other.id })}>
        {t('relatedOrders:open', { number })}
      </Anchor>
      {why !== 'copy' && (
        <Button variant="default" size="compact-xs" onClick={() => void same.takeBack(...pair)}>
          {t(how === 'apart' ? 'relatedOrders:doubt' : 'relatedOrders:split')}
        </Button>
      )}
    </div>
  );
}

/** Whether the amounts differ from the copy, because an edit here does not reach it. */
const isChanged = (mine: Order, copy: Order): boolean =>
  mine.content.total?.minor !== copy.content.total?.minor;
