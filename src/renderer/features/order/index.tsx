import type { ReactNode } from 'react';
import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/ids.ts';
import type { OrderDetail } from '../../../shared/views.ts';
import { createKeptNote, orderNoteName } from '../../components/customer/saved-note.ts';
import { EditingBar } from '../../components/people/editing-bar.tsx';
import { useAt } from '../../components/people/use-presence.ts';
import { Failed } from '../../components/ui/states.tsx';
import { HotkeysOn } from '../../lib/browser/use-hotkeys.tsx';
import { useApp, useStores } from '../../state/context.tsx';
import type { Wish } from '../../state/decisions.ts';
import { withWish } from '../../state/decisions.ts';
import type { OrderActions } from './actions.ts';
import { CancelledElsewhere } from './cancelling/cancelled-elsewhere.tsx';
import { CancelledParts } from './cancelling/cancelled-parts.tsx';
import { StillOpen } from './cancelling/still-open.tsx';
import { Crossed } from './duplicates/crossed.tsx';
import { RelatedOrders } from './duplicates/related-orders.tsx';
import { Same } from './duplicates/same.tsx';
import { Beside } from './duplicates/side-by-side.tsx';
import { TakenTwice } from './duplicates/taken-twice.tsx';
import { Facts } from './facts.tsx';
import { OrderHead } from './head.tsx';
import { Quarantine } from './history/quarantine.tsx';
import { Timeline } from './history/timeline.tsx';
import { Trace } from './history/trace.tsx';
import { UnknownNotices } from './history/unknown-notices.tsx';
import { Items } from './items.tsx';
import { Note } from './note.tsx';
import styles from './order.module.css';
import { OriginalPane } from './originals/original-pane.tsx';
import { Originals } from './originals/originals.tsx';
import type { OriginalView } from './originals/use-original.ts';
import { useOriginal } from './originals/use-original.ts';
import { Review } from './review.tsx';
import { TicketTrouble } from './ticket-state.tsx';
import { useActions } from './use-actions.tsx';

/** One order: customer, items, total, address, delivery window, payment and next step. */
export const OrderPanel = memo(function OrderPanel({ id }: { readonly id: OrderId }) {
  const { t } = useTranslation(['order', 'common']);
  const { order, decisions } = useStores();
  const open = useStore(order);
  // the previous order stays while the next one loads, and cannot be acted on
  const detail = open.state === 'ready' ? open.detail : open.state === 'loading' ? open.before : null;
  const wish = useStore(decisions, (wishes) => (detail === null ? undefined : wishes[detail.order.id]));
  const isCurrent = detail?.order.id === id;
  const shown = useMemo(() => detail && shownOf(detail, wish), [detail, wish]);
  return (
    <Frame
      isActive={isCurrent || detail === null}
      isBusy={open.state === 'loading'}
      number={detail?.order.content.number ?? null}
    >
      {open.state === 'failed' && (
        <Failed
          what={open.error.kind === 'not-found' ? t('order:notFound') : t('order:failed')}
          reason={open.error.message}
          fix={open.error.fix}
          retry={{ label: t('common:retry'), run: order.again }}
        />
      )}
      {shown !== null && detail !== null && <Panel detail={detail} shown={shown} isActive={isCurrent} />}
    </Frame>
  );
});

export type ShownOrder = Omit<OrderDetail['order'], 'takenBy'> & { readonly takenBy: string | null };
export type PanelProps = { readonly detail: OrderDetail; readonly shown: ShownOrder };

function shownOf({ order: { takenBy, ...others } }: OrderDetail, wish: Wish | undefined): ShownOrder {
  return withWish({ ...others, takenBy: takenBy ?? null }, wish);
}

type FrameProps = {
  /** False while the content is of another order than the requested one. */
  readonly isActive: boolean;
  readonly isBusy: boolean;
  readonly number: string | null;
  readonly children: ReactNode;
};

/** Stays mounted between orders, so that it can keep the focus while the next one loads. */
function Frame({ isActive, isBusy, number, children }: FrameProps) {
  const { t } = useTranslation('order');
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = frame;
    if (!isActive && current?.contains(document.activeElement)) current.focus(); // else an inert element would lose the focus
  }, [isActive]);
  return (
    <article
      ref={frame}
      id="order-panel"
      className={styles.panel}
      tabIndex={-1}
      aria-busy={isBusy}
      aria-label={number === null ? t('detailUnread') : t('detail', { number })}
    >
      <div className={styles.content} inert={!isActive}>
        <HotkeysOn value={isActive}>{children}</HotkeysOn>
      </div>
    </article>
  );
}

/** Memoized: in a run of steps it does not render at each step. */
const Panel = memo(function Panel({ detail, shown, isActive }: PanelProps & { readonly isActive: boolean }) {
  const { id } = shown;
  const { mode } = useApp();
  useAt(id, isActive ? 'looks' : null);
  const { deeds, form } = useActions({ detail, shown, isActive });
  const original = useOriginal(detail);
  const body = <Body detail={detail} shown={shown} deeds={deeds} original={original} />;
  return (
    <>
      <OrderHead detail={detail} shown={shown} deeds={deeds} original={original} />
      <EditingBar
        key={id}
        order={id}
        typed={createKeptNote(window.sessionStorage, orderNoteName(mode, id)).read}
      />
      {form}
      {original.isBeside && original.isShown ? (
        <Beside original={<OriginalPane detail={detail} original={original} />}>{body}</Beside>
      ) : (
        body
      )}
    </>
  );
});

type BodyProps = PanelProps & {
  readonly deeds: OrderActions;
  readonly original: OriginalView;
};

function Body({ detail, shown, deeds, original }: BodyProps) {
  const { t } = useTranslation('order');
  const body = useRef<HTMLDivElement>(null);
  const { id } = shown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order begins at its top
  useLayoutEffect(() => {
    body.current?.scrollTo(0, 0); // in braces: newer Chromium returns a promise, which an effect must not return
  }, [id]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={body} className={styles.body} tabIndex={0}>
      <div className={styles.column}>
        <Trace detail={detail} />
        <Crossed detail={detail} />
        <StillOpen detail={detail} shown={shown} />
        <CancelledElsewhere shown={shown} onCancel={deeds.cancel} />
        <CancelledParts detail={detail} shown={shown} onCancel={deeds.cancel} />
        <TakenTwice detail={detail} shown={shown} />
        <Same detail={detail} shown={shown} />
        <RelatedOrders detail={detail} shown={shown} />
        {shown.quarantined ? <Quarantine shown={shown} /> : <Review detail={detail} shown={shown} />}
        <UnknownNotices detail={detail} />
        <TicketTrouble shown={shown} />
        <Items content={shown.content} payment={shown.paymentStatus} refunds={shown.refunds ?? []} id={id} />
        <Facts detail={detail} shown={shown} />
        <section className={styles.section} aria-label={t('timeline')}>
          <h3 className={styles.title}>{t('timeline')}</h3>
          <Note key={id} id={id} number={shown.content.number} isErased={shown.erased === true} />
          <Timeline detail={detail} />
        </section>
      </div>
      {!(original.isBeside && original.isShown) && (
        <div id="order-originals" className={styles.originals}>
          <Originals detail={detail} original={original} />
        </div>
      )}
    </div>
  );
}
