import { IconClockPause, IconTag, IconUser, IconX } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderDetail } from '../../../shared/views.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useBatch } from '../../components/order/use-batch.tsx';
import { useHasKeys } from '../../components/order/use-has-keys.ts';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useStores } from '../../state/context.tsx';
import type { ActionMenuKind, Known } from '../../state/inbox/action-menu.ts';
import { withRunning } from '../../state/inbox/batches.ts';
import { sleepOf } from '../../state/inbox/urgency.ts';
import styles from './order-work.module.css';

/** The assignee, tags and snooze of an open order: each is a button that changes it. */
export function OrderWork({ order }: { readonly order: OrderDetail['order'] }) {
  const { t } = useTranslation('orderActions');
  const { batches, actionMenu } = useStores();
  const running = useStore(batches, (state) => state.running);
  const format = useFormat();
  const now = useNow();
  const batch = useBatch();
  const hasKeys = useHasKeys();
  if (order.partOf) return null;
  const { id, status, paymentStatus, content, takenBy = null } = order;
  const { assignee = null, tags = [], snoozedUntil = null } = order;
  const known: Known = withRunning(
    { id, number: content.number, status, paymentStatus, takenBy, assignee, tags, snoozedUntil },
    running,
  );
  const sleep = sleepOf(known, now);
  const ask = (kind: ActionMenuKind) => (event: MouseEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    actionMenu.show({ kind, target: { ids: [id] }, known: [known], at: { left, top, width, height } });
  };
  return (
    <fieldset className={styles.work} aria-label={t('work')}>
      <button
        type="button"
        className={styles.set}
        {...(hasKeys && { 'aria-keyshortcuts': 'A' })}
        aria-haspopup="dialog"
        aria-label={t('workAssignee', { name: known.assignee ?? t('workNobody') })}
        onClick={ask('assign')}
      >
        <IconUser size={14} aria-hidden />
        {known.assignee ?? t('workNobody')}
      </button>
      {known.tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          <span className={styles.word}>{tag}</span>
          <button
            type="button"
            className={styles.cross}
            aria-label={t('workTagged', { tag })}
            onClick={() => batch({ ids: [id] }, { kind: 'tag', tag, on: false }, content.number)}
          >
            <IconX size={12} aria-hidden />
          </button>
        </span>
      ))}
      <button
        type="button"
        className={styles.set}
        {...(hasKeys && { 'aria-keyshortcuts': 'L' })}
        aria-haspopup="dialog"
        title={t('workTags')}
        onClick={ask('tag')}
      >
        <IconTag size={14} aria-hidden />
        {t('addTag')}
      </button>
      <button
        type="button"
        className={styles.set}
        data-on={sleep !== null}
        {...(hasKeys && { 'aria-keyshortcuts': 'H' })}
        aria-haspopup="dialog"
        onClick={ask('snooze')}
      >
        <IconClockPause size={14} aria-hidden />
        {sleep === null ? t('workSnooze') : t(sleep.kind, { time: format.time(sleep.at, now) })}
      </button>
    </fieldset>
  );
}
