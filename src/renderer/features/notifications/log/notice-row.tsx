import {
  IconBellCheck,
  IconBellMinus,
  IconBellQuestion,
  IconBellX,
  IconClockHour4,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AlertOccasion } from '../../../../shared/alert-rules/alert.ts';
import { alertOccasions } from '../../../../shared/alert-rules/alert.ts';
import type { LoggedNotices, NoticeRow, NoticeState } from '../../../../shared/notices.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { NoticeActs } from '../../../components/order/notice-acts.tsx';
import { SourceMark } from '../../../components/source/source-mark.tsx';
import type { Tone } from '../../../components/ui/mark.tsx';
import { Mark } from '../../../components/ui/mark.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { hrefToInbox } from '../../../state/routes/route.ts';
import styles from './notices.module.css';

const marks: { readonly [S in NoticeState]: { readonly tone: Tone; readonly icon: typeof IconBellX } } = {
  waiting: { tone: 'plain', icon: IconClockHour4 },
  sent: { tone: 'good', icon: IconBellCheck },
  refused: { tone: 'bad', icon: IconBellX },
  unknown: { tone: 'warn', icon: IconBellQuestion },
  off: { tone: 'plain', icon: IconBellMinus },
};

type Props = {
  readonly row: NoticeRow;
  readonly chats: LoggedNotices['chats'];
  readonly onDone: () => void;
};

/** One notification: recipient, channel, outcome and the state of the order. */
export function NoticeLine({ row, chats, onDone }: Props) {
  const { t } = useTranslation(['notices', 'order', 'common']);
  const { order, title, occasion, manager, channel, state } = row;
  return (
    <>
      <div className={styles.main}>
        <div className={styles.first}>
          <Mark {...marks[state]} word={t(`state_${state}`)} />
          {order === null ? (
            <span className={styles.number}>{title ?? t('aNotice')}</span>
          ) : (
            <>
              <a className={styles.number} href={hrefToInbox({ view: 'all', text: '', order: order.id })}>
                {order.number || t('common:noNumber')}
              </a>
              <SourceMark source={order.source} size={13} />
              {isAlert(occasion) && <span>{t(`occasion_${occasion}`)}</span>}
            </>
          )}
          <span>{manager}</span>
          <span className={styles.second}>{t(`order:channel_${channel}`)}</span>
        </div>
        <p className={styles.second}>{useSentences(row, chats).join(' · ')}</p>
      </div>
      <div className={styles.acts}>
        <NoticeActs row={row} chats={chats} onDone={onDone} />
      </div>
    </>
  );
}

const isAlert = (occasion: string): occasion is AlertOccasion =>
  alertOccasions.some((one) => one === occasion);

/** Its steps with times, the reason of its outcome, and who has the order since. */
function useSentences(row: NoticeRow, chats: Props['chats']): readonly string[] {
  const { t } = useTranslation('notices');
  const format = useFormat();
  const said = useSaid();
  const now = useNow();
  const { order, manager, state, reason, queuedAt, releasedBy, endedAt, nextAt, taken, messageId } = row;
  const time = (at: number): string => format.exactTime(at, now);
  const from = queuedAt ?? endedAt;
  return [
    queuedAt === null ? '' : t('queued', { time: time(queuedAt) }),
    releasedBy === null ? '' : t(`released_${releasedBy}`),
    state === 'waiting'
      ? nextAt === null
        ? ''
        : t('next', { time: time(nextAt) })
      : endedAt === null
        ? ''
        : t(`ended_${state}`, { time: time(endedAt) }),
    reason === null ? '' : said(reason),
    state === 'unknown' && messageId === null ? t('elsewhere') : '',
    state === 'unknown' && chats[manager] === undefined ? t('lookWhere', { manager }) : '',
    order === null || row.alert !== null
      ? ''
      : taken === null
        ? t('untaken')
        : t('taken', {
            name: taken.by,
            span: format.span(Math.max(0, taken.at - (from ?? taken.at))),
            ...(taken.via !== null && { context: taken.via }),
          }),
  ].filter(Boolean);
}
