import { IconAlertTriangle } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { MouseEvent } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderRow } from '../../../shared/views.ts';
import longList from '../../components/layout/long-list.module.css';
import hidden from '../../components/ui/hidden.module.css';
import { useSlow } from '../../components/ui/states.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import type { InboxState } from '../../state/inbox/inbox-store.ts';
import { choiceOf } from '../../state/inbox/order-choice.ts';
import { hasPicked } from '../../state/inbox/picked.ts';
import type { InboxPlace } from '../../state/routes/route.ts';
import { hrefToInbox } from '../../state/routes/route.ts';
import { listId } from './list-focus.ts';
import { ListEmpty, ListFailed } from './list-states.tsx';
import { GhostRow, Row } from './row/row.tsx';
import { useLook } from './row/use-row-look.ts';

type Props = { readonly place: InboxPlace; readonly isWide: boolean };
type Ready = Extract<InboxState['listing'], { state: 'ready' }>;

const rowHeights = { comfortable: 56, compact: 40 } as const;

export function OrderList({ place, isWide }: Props) {
  const { t } = useTranslation('inbox');
  const { inbox } = useStores();
  const said = useSaid();
  const { listing, error } = useStore(inbox);
  switch (listing.state) {
    case 'loading':
      return <ListLoading />;
    case 'failed':
      return <ListFailed error={listing.error} />;
    case 'ready':
      return (
        <>
          {error !== null && (
            <p className={longList.troubled} role="alert">
              <IconAlertTriangle size={14} aria-hidden />
              {said(error.message)}
            </p>
          )}
          <p className={hidden.hidden} role="status">
            {t('found', { count: listing.total })}
          </p>
          {listing.total === 0 ? (
            <ListEmpty place={place} counts={listing.counts} />
          ) : (
            <VirtualList place={place} isWide={isWide} listing={listing} />
          )}
        </>
      );
  }
}

function ListLoading() {
  const { t } = useTranslation('common');
  const isSlow = useSlow();
  return (
    <div className={longList.body} role="status" aria-label={t('loading')}>
      {isSlow && Array.from({ length: 8 }, (_, index) => <GhostRow key={index.toString()} />)}
    </div>
  );
}

function VirtualList({ place, isWide, listing }: Props & { readonly listing: Ready }) {
  const { t } = useTranslation('inbox');
  const { inbox, picked } = useStores();
  const { cursor, above, lost, filter } = useStore(inbox);
  const isPicking = useStore(picked, hasPicked);
  const { density, facts } = useLook(place);
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const height = rowHeights[density];
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const list = useVirtualizer({
    count: listing.total - above,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
    initialOffset: inbox.top,
  });
  const items = list.getVirtualItems();
  const from = (items[0]?.index ?? 0) + above;
  const to = (items.at(-1)?.index ?? 0) + 1 + above;

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured again when their height changes
  useLayoutEffect(() => list.measure(), [list, height]);
  useEffect(() => inbox.look({ from, to }, scroller.current?.scrollTop ?? 0));
  // scroll up by the height of the rows removed above the screen, once
  const lostBefore = useRef(lost.turn);
  useLayoutEffect(() => {
    if (lostBefore.current === lost.turn) return;
    lostBefore.current = lost.turn;
    scroller.current?.scrollBy(0, -lost.rows * height);
  }, [lost, height]);
  // another view or search scrolls to the top
  const shown = JSON.stringify(choiceOf(filter));
  const shownBefore = useRef(shown);
  useLayoutEffect(() => {
    if (shownBefore.current === shown) return;
    shownBefore.current = shown;
    scroller.current?.scrollTo(0, 0);
  }, [shown]);
  // The cursor is always in view, but only its own moves scroll. Shifted rows and a restored list do not.
  const at = cursor === null ? null : cursor.place - above;
  const cursorId = cursor?.id;
  const seen = useRef(inbox.top() > 0 ? cursorId : undefined);
  useLayoutEffect(() => {
    if (seen.current === cursorId) return;
    seen.current = cursorId;
    if (at !== null && at >= 0) list.scrollToIndex(at, { align: 'auto' });
  }, [cursorId, at, list]);

  // a stable function, so that a cursor step renders two rows only
  const latest = useRef({ place, isWide });
  useEffect(() => {
    latest.current = { place, isWide };
  });
  const open = useCallback(
    (row: OrderRow): void => {
      const now = latest.current;
      inbox.use();
      inbox.point(row.id);
      navigate(hrefToInbox({ ...now.place, order: row.id }), {
        replace: now.isWide && now.place.order !== null,
      });
    },
    [inbox, navigate],
  );
  const pickTo = useCallback(
    (row: OrderRow, position: number): void => {
      const { listing: now, cursor: at, above: hiddenRows } = inbox.getState();
      if (now.state !== 'ready') return;
      picked.extend({ rows: now.rows, above: hiddenRows }, at?.place ?? position, position);
      inbox.point(row.id);
    },
    [inbox, picked],
  );
  /** With Shift it selects up to this row; with Ctrl or ⌘ it adds this row. */
  const press = useCallback(
    (row: OrderRow, position: number, event: MouseEvent): void => {
      if (event.shiftKey) pickTo(row, position);
      else if (event.ctrlKey || event.metaKey) {
        picked.toggle(row.id);
        inbox.point(row.id);
      } else open(row);
    },
    [inbox, picked, open, pickTo],
  );
  const pick = useCallback(
    (row: OrderRow, position: number, isRange: boolean): void => {
      inbox.use();
      if (isRange) pickTo(row, position);
      else picked.toggle(row.id);
    },
    [inbox, picked, pickTo],
  );
  const isCursorHere =
    cursor !== null &&
    cursor.place >= from &&
    cursor.place < to &&
    listing.rows.get(cursor.place)?.id === cursor.id;

  return (
    <div className={longList.body}>
      <div
        ref={scroller}
        id={listId}
        className={longList.scroller}
        role="listbox"
        aria-label={t('list')}
        aria-activedescendant={isCursorHere ? `order-row-${cursor.place}` : undefined}
        tabIndex={0}
        data-picking={isPicking}
        onScroll={() => inbox.use()}
      >
        <div className={longList.whole} role="presentation" style={{ height: list.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const position = index + above;
            const row = listing.rows.get(position);
            const setting = { position, total: listing.total, top: start, height };
            return row === undefined ? (
              <GhostRow key={position} {...setting} />
            ) : (
              <Row
                key={row.id}
                row={row}
                {...setting}
                isSelected={cursor?.id === row.id}
                density={density}
                facts={facts}
                onPress={press}
                onPick={pick}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
