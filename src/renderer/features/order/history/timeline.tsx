import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isContent } from '../../../../shared/content-entry.ts';
import type { OrderChange } from '../../../../shared/order-changes.ts';
import { changesOf } from '../../../../shared/order-changes.ts';
import type { OrderDetail, TimelineItem } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import type { DraftEntry } from '../../../components/order/draft-words.ts';
import { draftSentence } from '../../../components/order/draft-words.ts';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { ChangeList } from './change-list.tsx';
import styles from './timeline.module.css';
import { isByPerson, sentenceOf, stepsOf } from './timeline-words.ts';

/** All events of the order, newest first, in sentences with exact times. */
export function Timeline({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation(['order', 'common', 'relatedOrders']);
  const format = useFormat();
  const now = useNow();
  const nameOf = useSourceName();
  const said = useSaid();
  const draftWords = useTranslation('drafts').t;
  const ofDraft = (entry: DraftEntry): string => draftSentence(entry, { t: draftWords, said });

  const words = (item: TimelineItem, changes: readonly OrderChange[]): string => {
    switch (item.step) {
      case 'entry':
        return sentenceOf(item.entry, {
          t,
          said,
          nameOf,
          ofDraft,
          money: format.money,
          moment: (at) => format.time(at, now),
          changes,
        });
      case 'committed':
        return t('order:time_committed');
      case 'parked':
        return item.manager === null
          ? t('order:time_parked', { reason: said(item.reason) })
          : t('order:time_parkedNotice', { manager: item.manager, reason: said(item.reason) });
    }
  };

  return (
    <ol className={styles.timeline}>
      {stepsOf(detail.timeline).map((item) => {
        const changes = editOf(detail.timeline, item);
        return (
          <li
            key={keyOf(item)}
            className={styles.step}
            data-person={item.step === 'entry' && isByPerson(item.entry)}
            data-parked={item.step === 'parked'}
          >
            <time dateTime={new Date(item.at).toISOString()} title={format.day(item.at)}>
              {format.exactTime(item.at, now)}
            </time>
            <div className={styles.words}>
              {words(item, changes)}
              {changes.length > 0 && <ChangeList changes={changes} />}
            </div>
            {item.step === 'parked' && <RetryButton item={item} />}
          </li>
        );
      })}
    </ol>
  );
}

/** The changes of a version from the previous one; empty if the step is no version. */
function editOf(timeline: readonly TimelineItem[], step: TimelineItem): readonly OrderChange[] {
  if (step.step !== 'entry' || step.entry.kind !== 'order-updated') return [];
  const edit = step.entry;
  const before = timeline
    .flatMap((item) => (item.step === 'entry' ? [item.entry] : []))
    .filter(isContent)
    .filter(({ data }) => data.order.version < edit.data.order.version)
    .toSorted((a, b) => a.data.order.version - b.data.order.version)
    .at(-1);
  return before ? changesOf(before.data.order.content, edit.data.order.content) : [];
}

const keyOf = (item: TimelineItem): string => {
  switch (item.step) {
    case 'entry':
      return item.entry.id;
    case 'committed':
      return `committed ${item.job}`;
    case 'parked':
      return `parked ${item.messageId}`;
  }
};

function RetryButton({ item }: { readonly item: Extract<TimelineItem, { step: 'parked' }> }) {
  const { t } = useTranslation('order');
  const client = useClient();
  const toasts = useToasts();
  const [isAsking, setAsking] = useState(false);
  const id = `retry:${item.messageId}`;
  async function retry(): Promise<void> {
    if (isAsking) return;
    setAsking(true);
    try {
      await client.call('outbox.retry', { id: item.messageId });
      toasts.done({ id, text: t('retried') });
    } catch (thrown) {
      toasts.failed({ id, what: t('retryParked'), error: toCallError(thrown) });
    }
    setAsking(false);
  }
  return (
    <Button variant="default" size="compact-xs" onClick={() => void retry()}>
      {t('retryParked')}
    </Button>
  );
}
