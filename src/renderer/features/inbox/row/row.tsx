import { IconCheck } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isDone } from '../../../../shared/order.ts';
import type { RowFact } from '../../../../shared/saved-views.ts';
import type { OrderRow } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { SourceMark } from '../../../components/source/source-mark.tsx';
import hidden from '../../../components/ui/hidden.module.css';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useApp, useStores } from '../../../state/context.tsx';
import { withWish } from '../../../state/decisions.ts';
import { withRunning } from '../../../state/inbox/batches.ts';
import { isPicked } from '../../../state/inbox/picked.ts';
import type { Urgency } from '../../../state/inbox/urgency.ts';
import { urgencyOf } from '../../../state/inbox/urgency.ts';
import type { Density } from '../../../state/preferences.ts';
import { isPhoneLike, marked } from '../state/highlight.ts';
import { Matched } from './matched.tsx';
import styles from './row.module.css';
import { RowMarks } from './row-marks.tsx';

type Setting = {
  readonly position: number;
  readonly total: number;
  readonly top: number;
  readonly height: number;
};

type Props = Setting & {
  readonly row: OrderRow;
  readonly isSelected: boolean;
  readonly density: Density;
  readonly facts: readonly RowFact[];
  readonly onPress: (row: OrderRow, position: number, event: MouseEvent) => void;
  readonly onPick: (row: OrderRow, position: number, isRange: boolean) => void;
};

/** Longer than the numbers of the services, which are shown in full. */
const longNumber = 12;

/** The row with the pending decisions and actions applied. */
function useRowNow(known: OrderRow): OrderRow {
  const { decisions, batches } = useStores();
  const wish = useStore(decisions, (wishes) => wishes[known.id]);
  const running = useStore(batches, (state) => state.running);
  const decided = withWish(known, wish);
  return running.length === 0 ? decided : withRunning(decided, running);
}

export const Row = memo(function Row({
  row: known,
  isSelected,
  density,
  facts,
  onPress,
  onPick,
  ...setting
}: Props) {
  const { inbox, picked } = useStores();
  const { timeZone } = useApp();
  const row = useRowNow(known);
  const isGlowing = useStore(inbox, ({ glowing }) => glowing.has(known.id));
  const isOn = useStore(picked, (state) => isPicked(state, known.id));
  const now = useNow();
  const urgency = useMemo(() => urgencyOf(row, now, timeZone), [row, now, timeZone]);
  const isUnread = row.unread || (row.status === 'new' && !row.quarantined && row.partOf === null);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself has the keys, as a listbox must
    <div
      id={`order-row-${setting.position}`}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-checked={isOn}
      aria-setsize={setting.total}
      aria-posinset={setting.position + 1}
      className={styles.row}
      style={{ height: setting.height, transform: `translateY(${setting.top}px)` }}
      data-order={row.id}
      data-unread={isUnread}
      data-tone={urgency?.tone}
      data-picked={isOn}
      data-done={isDone(row.status)}
      data-glow={isGlowing}
      data-density={density}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()} // else it would select text
      onClick={(event) => onPress(known, setting.position, event)}
    >
      <div className={styles.inner}>
        <span className={styles.dot} aria-hidden />
        <PickBox isOn={isOn} onPick={(isRange) => onPick(known, setting.position, isRange)} />
        <RowWords row={row} urgency={urgency} facts={facts} />
      </div>
    </div>
  );
});

type WordsProps = Pick<Props, 'row' | 'facts'> & { readonly urgency: Urgency | null };

/**
 * Two lines: number, source, person, amount; then age, items, place and marks. Separate from the row's position, which changes
 * for all rows with each new order.
 */
const RowWords = memo(function RowWords({ row, urgency, facts }: WordsProps) {
  const { t } = useTranslation(['inbox', 'common']);
  const { inbox } = useStores();
  const searched = useStore(inbox, (state) => state.searched);
  const format = useFormat();
  const now = useNow();
  const number = marked(row.number || t('common:noNumber'), searched);
  const person = marked(row.customerName || t(row.erased ? 'common:erasedName' : 'common:noName'), searched);
  // found by a phone, which no row shows: mark the person
  const isByPhone =
    isPhoneLike(searched) && !number.some(({ isMatch }) => isMatch) && row.customerName !== '';
  const said = [
    format.age(row.receivedAt, now) ?? t('common:now'),
    facts.includes('items') && t('common:items', { count: row.itemCount }),
  ].filter((one) => one !== false);

  return (
    <>
      <div className={styles.first}>
        <span className={styles.number} title={row.number} data-long={row.number.length > longNumber}>
          <bdi dir="ltr">
            <Matched parts={number} />
          </bdi>
        </span>
        <span className={styles.source}>
          <SourceMark source={row.source} />
        </span>
        <span className={styles.person} data-unnamed={row.customerName === ''}>
          <Matched parts={isByPhone ? [{ text: row.customerName, isMatch: true }] : person} />
        </span>
        <span className={styles.amount}>{row.total ? format.money(row.total) : '—'}</span>
      </div>
      <div className={styles.second}>
        {row.unread && row.status !== 'new' && <span className={hidden.hidden}>{t('inbox:unread')}</span>}
        <span className={styles.facts}>
          {said.join(' · ')}
          {facts.includes('place') && row.place !== '' && (
            <>
              {' · '}
              <Matched parts={marked(row.place, searched)} />
            </>
          )}
        </span>
        <RowMarks row={row} urgency={urgency} facts={facts} />
      </div>
    </>
  );
});

/** For the pointer only: an option must not contain focusable elements, and the keyboard selects by a key of the list. */
const PickBox = ({
  isOn,
  onPick,
}: {
  readonly isOn: boolean;
  readonly onPick: (isRange: boolean) => void;
}) => (
  <span
    className={styles.pick}
    aria-hidden
    onClick={(event) => {
      event.stopPropagation();
      onPick(event.shiftKey);
    }}
  >
    <span className={styles.box}>{isOn && <IconCheck size={12} stroke={3} />}</span>
  </span>
);

/** The placeholder of a row that is not loaded yet. */
export function GhostRow({ position, top, height, total }: Partial<Setting>) {
  const { t } = useTranslation('inbox');
  if (position === undefined) {
    return (
      <div className={styles.ghost} aria-hidden>
        <i />
        <i />
      </div>
    );
  }
  return (
    <div
      id={`order-row-${position}`}
      role="option"
      tabIndex={-1}
      aria-selected={false}
      aria-setsize={total}
      aria-posinset={position + 1}
      aria-label={t('rowNotLoaded', { position: position + 1 })}
      className={`${styles.row} ${styles.ghost}`}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <i />
      <i />
    </div>
  );
}
