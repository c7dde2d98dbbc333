import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderRow } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { BarredMark, VipMark } from '../../order-parts/customer-marks.tsx';
import { PeopleHere } from '../../order-parts/people-here.tsx';
import { SourceMark } from '../../order-parts/source-mark.tsx';
import {
  CancelledPartMark,
  PartMark,
  QuarantineMark,
  ReviewMark,
  SameMark,
  StatusMark,
  TestMark,
} from '../../order-parts/status-mark.tsx';
import { useMyName } from '../../order-parts/use-my-name.ts';
import { useStores } from '../../state/context.tsx';
import { withWish } from '../../state/decisions.ts';
import type { Density } from '../../state/preferences.ts';
import { lateBy } from '../../state/urgency.ts';
import { useNow } from '../../ui/use-now.tsx';
import styles from './row.module.css';

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
  readonly onOpen: (row: OrderRow) => void;
};

/** Longer than the numbers of the services: those are read whole. */
const longNumber = 12;

/** Two lines: number, source, person, amount; then age, items, place, and what is the matter. */
export const Row = memo(function Row({ row: known, isSelected, density, onOpen, ...setting }: Props) {
  const { t } = useTranslation(['inbox', 'common']);
  const { inbox, decisions } = useStores();
  const row = withWish(
    known,
    useStore(decisions, (wishes) => wishes[known.id]),
  );
  const isGlowing = useStore(inbox, ({ glowing }) => glowing.has(known.id));
  const me = useMyName();
  const format = useFormat();
  const now = useNow();
  // what may be forged calls for no haste
  const late = row.quarantined || row.partOf !== null ? null : lateBy(row, now);
  const isNew = row.status === 'new' && !row.quarantined && row.partOf === null;
  // taken here and by somebody else at the same time, who has it
  const isLost = row.alsoTook.includes(me) && row.takenBy !== me;
  const facts = [
    format.age(row.receivedAt, now) ?? t('common:now'),
    t('common:items', { count: row.itemCount }),
    row.place,
  ].filter(Boolean);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself has the keys, as a listbox must
    <div
      id={`order-row-${setting.position}`}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={setting.total}
      aria-posinset={setting.position + 1}
      className={styles.row}
      style={{ height: setting.height, transform: `translateY(${setting.top}px)` }}
      data-order={row.id}
      data-new={isNew}
      data-late={late !== null}
      data-done={row.status === 'handed-over' || row.status === 'cancelled'}
      data-glow={isGlowing}
      data-density={density}
      onClick={() => onOpen(known)}
    >
      <div className={styles.inner}>
        <span className={styles.dot} aria-hidden />
        <div className={styles.first}>
          <span className={styles.number} title={row.number} data-long={row.number.length > longNumber}>
            <bdi dir="ltr">{row.number || t('common:noNumber')}</bdi>
          </span>
          <span className={styles.source}>
            <SourceMark source={row.source} />
          </span>
          <span className={styles.person}>{row.customerName || t('common:noName')}</span>
          <span className={styles.amount}>{row.total ? format.money(row.total) : '—'}</span>
        </div>
        <div className={styles.second}>
          <span className={styles.facts}>{facts.join(' · ')}</span>
          <span className={styles.marks}>
            <PeopleHere order={row.id} />
            {row.customerMark === 'vip' && <VipMark />}
            {row.customerMark === 'do-not-serve' && <BarredMark />}
            {row.test && <TestMark />}
            {row.partOf !== null && <PartMark why={row.partOf} />}
            {row.sameOrder && <SameMark />}
            {row.partCancelled && <CancelledPartMark />}
            {row.quarantined ? <QuarantineMark /> : row.needsReview && !row.partCancelled && <ReviewMark />}
            {late !== null && (
              <span className={styles.late}>{t('common:late', { span: format.span(late) })}</span>
            )}
            {row.status !== 'new' && <StatusMark status={row.status} />}
            {isLost && (
              <span className={styles.late}>
                {row.takenBy === null || isNew
                  ? t('inbox:nobodyHasIt')
                  : t('inbox:anotherHasIt', { name: row.takenBy })}
              </span>
            )}
            {!isLost && !isNew && row.takenBy !== null && row.status !== 'cancelled' && (
              <span className={styles.by}>{row.takenBy}</span>
            )}
            {row.warehouse === 'parked' && <span className={styles.late}>{t('inbox:warehouseParked')}</span>}
          </span>
        </div>
      </div>
    </div>
  );
});

/** A row that is known to be there and not yet what it says. */
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
