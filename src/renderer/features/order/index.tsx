import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/ids.ts';
import type { OrderDetail } from '../../../shared/views.ts';
import { useStores } from '../../state/context.tsx';
import { withWish } from '../../state/decisions.ts';
import { Failed } from '../../ui/states.tsx';
import { Facts } from './facts.tsx';
import { OrderHead } from './head.tsx';
import { Items } from './items.tsx';
import { Note } from './note.tsx';
import styles from './order.module.css';
import { Originals } from './originals.tsx';
import { Review } from './review.tsx';
import { Timeline } from './timeline.tsx';

/** One order in one look: who, what, how much, where, when, paid or not, and what to do next. */
export function OrderPanel({ id }: { readonly id: OrderId }) {
  const { t } = useTranslation(['order', 'common']);
  const { order } = useStores();
  const open = useStore(order);
  const wish = useStore(useStores().decisions, (wishes) => wishes[id]);
  // the order before stays on screen for the moment it takes to read the next one
  if (open.state === 'none' || open.state === 'loading') return <div className={styles.panel} aria-busy />;
  if (open.state === 'failed') {
    return (
      <div className={styles.panel}>
        <Failed
          what={open.error.kind === 'not-found' ? t('order:notFound') : t('order:failed')}
          reason={open.error.message}
          fix={open.error.fix}
          retry={{ label: t('common:retry'), run: order.again }}
        />
      </div>
    );
  }
  const { takenBy, ...others } = open.detail.order;
  const shown = withWish({ ...others, takenBy: takenBy ?? null }, wish);
  return <Panel key={open.id} detail={open.detail} shown={shown} />;
}

export type ShownOrder = Omit<OrderDetail['order'], 'takenBy'> & { readonly takenBy: string | null };
export type PanelProps = { readonly detail: OrderDetail; readonly shown: ShownOrder };

function Panel({ detail, shown }: PanelProps) {
  const { t } = useTranslation('order');
  return (
    <article
      id="order-panel"
      className={styles.panel}
      tabIndex={-1}
      aria-label={t('detail', { number: shown.content.number })}
    >
      <OrderHead detail={detail} shown={shown} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={styles.body} tabIndex={0}>
        <div className={styles.sides}>
          <div className={styles.column}>
            <Review shown={shown} />
            <Items content={shown.content} />
            <Facts detail={detail} shown={shown} />
            <section className={styles.section} aria-label={t('timeline')}>
              <h2 className={styles.title}>{t('timeline')}</h2>
              <Note id={shown.id} />
              <Timeline detail={detail} />
            </section>
          </div>
          <div className={styles.originals}>
            <Originals detail={detail} />
          </div>
        </div>
      </div>
    </article>
  );
}
