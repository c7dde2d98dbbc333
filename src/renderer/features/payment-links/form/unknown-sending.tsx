import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftDetail } from '../../../../shared/views.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './link-panel.module.css';

type Props = { readonly detail: DraftDetail; readonly sending: string; readonly onAgain: () => void };

/** The outcome of the message is unknown: a person checks the chat and answers. */
export function UnknownSending({ detail: { draft, person }, sending, onAgain }: Props) {
  const { t } = useTranslation('customOrder');
  const client = useClient();
  const toasts = useToasts();
  const said = useSaid();
  const one = draft.sendings.find((each) => each.sending === sending);
  const isMail = one?.via === 'email';
  async function mark(): Promise<void> {
    try {
      await client.call('drafts.markSent', { id: draft.id, sending });
    } catch (thrown) {
      toasts.failed({ id: `mark ${sending}`, what: t('unknownMark'), error: toCallError(thrown) });
    }
  }
  return (
    <div className={styles.fields}>
      <Notice tone="warn" role="alert">
        {[isMail ? t('unknownMail', { to: one.to }) : t('unknown'), said(one?.reason ?? '')]
          .filter(Boolean)
          .join(' ')}
      </Notice>
      <div className={styles.sendFoot}>
        {!isMail && person?.chatUrl != null && (
          <Button component="a" href={person.chatUrl} target="_blank" rel="noreferrer">
            {t('unknownLook')}
          </Button>
        )}
        <Button variant="default" onClick={() => void mark()}>
          {t('unknownMark')}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t('unknownAgain')}
        </Button>
      </div>
    </div>
  );
}
