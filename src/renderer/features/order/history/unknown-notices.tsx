import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../shared/views.ts';
import { NoticeActs } from '../../../components/order/notice-acts.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useClient } from '../../../lib/client/context.tsx';
import { useAnswered } from '../../../lib/client/use-answered.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './unknown-notices.module.css';

type Props = { readonly detail: OrderDetail };

/** The outcome of a notification is unknown: a person checks the chat and answers, or sends it again. */
export const UnknownNotices = ({ detail }: Props) =>
  detail.order.notifications.some(({ state }) => state === 'unknown') && <Doubts detail={detail} />;

function Doubts({ detail }: Props) {
  const { t } = useTranslation('notices');
  const said = useSaid();
  const client = useClient();
  const [turn, setTurn] = useState(0);
  const { id } = detail.order;
  const asked = useAnswered(
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again with each new word of the order
    useCallback(() => client.call('notifications.ofOrder', { id }), [client, id, detail, turn]), // oxlint-disable-line react-hooks/exhaustive-deps -- as above
  );

  if (asked.state === 'loading') return null;
  if (asked.state === 'failed') {
    return <Notice tone="warn">{`${t('failed')}. ${said(asked.error.message)}`}</Notice>;
  }
  const { rows, chats } = asked.value;
  return rows
    .filter((row) => row.state === 'unknown' && row.order?.id === id)
    .map((row) => (
      <Notice
        key={row.key}
        tone="warn"
        action={
          <div className={styles.acts}>
            <NoticeActs row={row} chats={chats} onDone={() => setTurn(turn + 1)} />
          </div>
        }
      >
        {[
          t('unknown', { manager: row.manager, reason: said(row.reason ?? '') }),
          chats[row.manager] === undefined ? t('lookWhere', { manager: row.manager }) : '',
          row.messageId === null ? t('elsewhere') : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </Notice>
    ));
}
