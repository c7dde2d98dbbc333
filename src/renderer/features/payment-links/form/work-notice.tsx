import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftId } from '../../../../shared/ids.ts';
import type { DraftWork } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';

type Props = { readonly id: DraftId; readonly work: DraftWork };

/** The pending work on a draft order: whether one was created, why it waits and until when. */
export function WorkNotice({ id, work }: Props) {
  const { t } = useTranslation('customOrder');
  const client = useClient();
  const format = useFormat();
  const said = useSaid();
  const now = useNow();
  const { doing, why, until, reason, made } = work;
  const isWaiting = until !== null || reason !== null;
  const fate = doing === 'closing' ? t('fate_closing') : t(`fate_${made}`);
  const waits = until === null ? '' : t('waitsUntil', { time: format.exactTime(until, now) });
  const cause = reason === null ? '' : said(reason);
  return (
    <Notice
      tone={isWaiting ? 'warn' : 'plain'}
      role="status"
      action={
        isWaiting && why !== 'unknown-outcome' ? (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void client.call('drafts.hurry', { id }).catch(() => {})}
          >
            {t('tryNow')}
          </Button>
        ) : undefined
      }
    >
      {[cause, fate, why === 'signed-out' ? t('sentWhenConnected') : waits].filter(Boolean).join(' · ')}
    </Notice>
  );
}
