import { useLayoutEffect, useRef } from 'react';
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
  const { order, decisions } = useStores();
  const open = useStore(order);
  const shownId = open.state === 'ready' ? open.id : id;
  const wish = useStore(decisions, (wishes) => wishes[shownId]);
  if (open.state === 'none') return <div className={styles.panel} />;
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
  // the order before stays for the moment it takes to read the next one, and cannot be acted on
  const detail = open.state === 'ready' ? open.detail : open.before;
  if (detail === null) return <div className={styles.panel} aria-busy />;
  const { takenBy, ...others } = detail.order;
  const shown = withWish({ ...others, takenBy: takenBy ?? null }, wish);
  return <Panel detail={detail} shown={shown} isCurrent={detail.order.id === id} />;
}

export type ShownOrder = Omit<OrderDetail['order'], 'takenBy'> & { readonly takenBy: string | null };
export type PanelProps = { readonly detail: OrderDetail; readonly shown: ShownOrder };

function Panel({ detail, shown, isCurrent }: PanelProps & { readonly isCurrent: boolean }) {
  const { t } = useTranslation('order');
  const body = useRef<HTMLDivElement>(null);
  const { id } = shown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order begins at its top
  useLayoutEffect(() => {
    body.current?.scrollTo(0, 0); // returns a promise in newer Chromium, which is no way to end an effect
  }, [id]);
  return (
    <article
      id="order-panel"
      className={styles.panel}
      tabIndex={-1}
      inert={!isCurrent}
      aria-label={t('detail', { number: shown.content.number })}
    >
      <OrderHead detail={detail} shown={shown} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={body} className={styles.body} tabIndex={0}>
        <div className={styles.sides}>
          <div className={styles.column}>
            <Review shown={shown} />
            <Items content={shown.content} />
            <Facts detail={detail} shown={shown} />
            <section className={styles.section} aria-label={t('timeline')}>
              <h3 className={styles.title}>{t('timeline')}</h3>
              <Note key={id} id={id} />
              <Timeline detail={detail} />
            </section>
          </div>
          <div className={styles.originals}>
            <Originals key={id} detail={detail} />
          </div>
        </div>
      </div>
    </article>
  );
}
