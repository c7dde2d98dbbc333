import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useOwnStore } from '../../../state/context.tsx';
import { NoticeLine } from './notice-row.tsx';
import styles from './notices.module.css';
import type { LogState } from './notices-store.ts';
import { noticesStore } from './notices-store.ts';

type Props = {
  readonly log: Extract<LogState, { state: 'ready' }>;
  /** What the list scrolls in, with what stands above it. */
  readonly scroller: RefObject<HTMLDivElement | null>;
};

const rowHeight = 60;

/** The lines on screen, of however many there are. */
export function LogList({ log, scroller }: Props) {
  const notices = useOwnStore(noticesStore);
  const list = useRef<HTMLUListElement>(null);
  const [above, setAbove] = useState(0);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const lines = useVirtualizer({
    count: log.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // a height is the line's own, wherever others push it
    getItemKey: (index) => log.rows.get(index)?.key ?? index,
    overscan: 8,
    scrollMargin: above,
  });
  useEffect(() => {
    const whole = scroller.current;
    if (whole === null) return undefined;
    // the content above loads later than the list, and changes its height
    const observer = new ResizeObserver(() => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      setAbove(Math.round(top - whole.getBoundingClientRect().top + whole.scrollTop));
    });
    for (const part of whole.children) observer.observe(part);
    return () => observer.disconnect();
  }, [scroller]);
  const items = lines.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1];
  // at every render: visible rows may have been replaced by those of another filter
  useEffect(() => notices.look({ from, to }));

  return (
    <ul ref={list} className={styles.whole} style={{ height: lines.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const row = log.rows.get(index);
        return (
          <li
            key={row?.key ?? index}
            ref={lines.measureElement}
            data-index={index}
            className={styles.row}
            style={{ transform: `translateY(${start - above}px)` }}
            aria-setsize={log.total}
            aria-posinset={index + 1}
          >
            {row && <NoticeLine row={row} chats={log.chats} onDone={() => void notices.refresh()} />}
          </li>
        );
      })}
    </ul>
  );
}
