import { useTranslation } from 'react-i18next';
import type { RowFact } from '../../../../shared/saved-views.ts';
import type { OrderRow } from '../../../../shared/views.ts';
import { BarredMark, VipMark } from '../../../components/customer/customer-marks.tsx';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import {
  CancelledPartMark,
  PartMark,
  PaymentMark,
  QuarantineMark,
  ReviewMark,
  SameMark,
  StatusMark,
  TestMark,
} from '../../../components/order/status-mark.tsx';
import { PeopleHere } from '../../../components/people/people-here.tsx';
import { useMyName } from '../../../components/people/use-my-name.ts';
import { useNow } from '../../../lib/browser/use-now.tsx';
import type { Urgency } from '../../../state/inbox/urgency.ts';
import { sleepOf } from '../../../state/inbox/urgency.ts';
import { Tags, Whose } from './assignee.tsx';
import styles from './row.module.css';
import { useUrgencyWords } from './use-urgency-words.ts';

type Props = {
  readonly row: OrderRow;
  readonly urgency: Urgency | null;
  readonly facts: readonly RowFact[];
};

/** The marks of an order at the end of its row's second line: urgency first. */
export function RowMarks({ row, urgency, facts }: Props) {
  const { t } = useTranslation(['inbox', 'orderActions']);
  const me = useMyName();
  const isNew = row.status === 'new' && !row.quarantined && row.partOf === null;
  // taken here and by another manager at the same time, who has it
  const isLost = row.alsoTook.includes(me) && row.takenBy !== me;
  const whose = row.assignee ?? (isNew ? null : row.takenBy);
  return (
    <span className={styles.marks}>
      <Haste row={row} urgency={urgency} facts={facts} />
      {facts.includes('tags') && <Tags tags={row.tags} />}
      {row.customerMark === 'vip' && <VipMark />}
      {row.customerMark === 'do-not-serve' && <BarredMark />}
      {row.test && <TestMark />}
      {row.partOf !== null && <PartMark why={row.partOf} />}
      {row.sameOrder && <SameMark />}
      {row.partCancelled && <CancelledPartMark />}
      {row.quarantined ? <QuarantineMark /> : row.needsReview && !row.partCancelled && <ReviewMark />}
      {facts.includes('payment') && row.paymentStatus !== 'unknown' && (
        <PaymentMark status={row.paymentStatus} />
      )}
      {row.status !== 'new' && <StatusMark status={row.status} />}
      {isLost && (
        <span className={styles.late}>
          {row.takenBy === null || isNew
            ? t('inbox:nobodyHasIt')
            : t('inbox:anotherHasIt', { name: row.takenBy })}
        </span>
      )}
      {row.warehouse === 'parked' && <span className={styles.late}>{t('inbox:warehouseParked')}</span>}
      <PeopleHere order={row.id} />
      {!isLost && whose !== null && row.status !== 'cancelled' && facts.includes('assignee') && (
        <Whose name={whose} />
      )}
    </span>
  );
}

/** The urgency in words beside the bar at the row's edge. A view may hide a delivery window that is not urgent. */
function Haste({ row, urgency, facts }: Props) {
  const { t } = useTranslation('orderActions');
  const format = useFormat();
  const wordsOf = useUrgencyWords();
  const now = useNow();
  const sleep = sleepOf(row, now);
  // A row has room for one of the two: a question about the order comes before a time that is not near.
  const isAsked = row.sameOrder || row.needsReview || row.quarantined;
  // A snoozed order need not show when it is wanted, unless it is late.
  const isShown = facts.includes('wanted') || urgency?.kind === 'untaken';
  const isCalmSaid = isShown && !isAsked && sleep?.kind !== 'until';
  const isSaid = urgency !== null && (urgency.tone !== 'calm' || isCalmSaid);
  return (
    <>
      {isSaid && (
        <span className={styles.urgency} data-tone={urgency.tone}>
          {wordsOf(urgency, row.wanted)}
        </span>
      )}
      {sleep !== null && (
        <span className={styles.urgency} data-tone={sleep.kind === 'since' ? 'soon' : 'calm'}>
          {t(sleep.kind, { time: format.time(sleep.at, now) })}
        </span>
      )}
    </>
  );
}
