import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedNotices, NoticeRow } from '../../../shared/notices.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useToasts } from '../toasts/toasts.tsx';

type Props = {
  readonly row: NoticeRow;
  readonly chats: LoggedNotices['chats'];
  /** Called after an action that causes no event. */
  readonly onDone: () => void;
};

/** The actions on a notification that failed or has an unknown outcome. */
export function NoticeActs({ row, chats, onDone }: Props) {
  const { t } = useTranslation('notices');
  const client = useClient();
  const toasts = useToasts();
  const [isBusy, setBusy] = useState(false);
  const { manager, channel, order, alert, messageId, state } = row;
  const about = alert !== null ? { alert } : order && { order: order.id };
  const chat = channel === 'messenger' ? chats[manager] : undefined;

  async function run(call: Promise<unknown>, words: { done: string; failed: string }): Promise<void> {
    const id = `notice:${row.key}`;
    setBusy(true);
    try {
      await call;
      toasts.done({ id, text: words.done });
    } catch (thrown) {
      toasts.failed({ id, what: words.failed, error: toCallError(thrown) });
    }
    setBusy(false);
    onDone();
  }

  return (
    <>
      {state === 'unknown' && chat !== undefined && (
        <Button
          component="a"
          href={chat}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size="compact-sm"
        >
          {t('look')}
        </Button>
      )}
      {messageId !== null && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={isBusy}
          onClick={() =>
            void run(client.call('outbox.retry', { id: messageId }), {
              done: t('againDone', { manager }),
              failed: t('againFailed'),
            })
          }
        >
          {t('again')}
        </Button>
      )}
      {state === 'unknown' && about !== null && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={isBusy}
          onClick={() =>
            void run(client.call('notifications.arrived', { about, manager, channel }), {
              done: t('arrivedDone', { manager }),
              failed: t('arrivedFailed'),
            })
          }
        >
          {t('arrived')}
        </Button>
      )}
    </>
  );
}
