import { SegmentedControl } from '@mantine/core';
import type { RefObject } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftDetail } from '../../../../shared/views.ts';
import styles from './link-panel.module.css';
import { SendByMail } from './send-by-mail.tsx';
import { SendByMessenger } from './send-by-messenger.tsx';
import { UnknownSending } from './unknown-sending.tsx';

type Props = { readonly detail: DraftDetail; readonly heading: RefObject<HTMLElement | null> };

/** Sends the link: by Messenger if the person is known there, else by e-mail. */
export function SendBox({ detail, heading }: Props) {
  const { t } = useTranslation('customOrder');
  const { draft } = detail;
  const [via, setVia] = useState<'messenger' | 'email'>(draft.subscriberId === null ? 'email' : 'messenger');
  const [after, setAfter] = useState<string | undefined>(undefined);
  const unknown = draft.sendings.findLast((one) => one.via === 'messenger' && one.state !== 'refused');
  const isUnknown = unknown?.state === 'unknown' && after !== unknown.sending;
  return (
    <section className={styles.send} aria-label={t('sendTitle')}>
      <div className={styles.sendHead}>
        <h3 className={styles.subtitle}>{t('sendTitle')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('sendBy')}
          value={via}
          onChange={(value) => setVia(value === 'email' ? 'email' : 'messenger')}
          data={[
            { value: 'messenger', label: t('sendBy_messenger'), disabled: draft.subscriberId === null },
            { value: 'email', label: t('sendBy_email') },
          ]}
        />
      </div>
      {via === 'email' ? (
        <SendByMail key="email" detail={detail} />
      ) : isUnknown ? (
        <UnknownSending detail={detail} sending={unknown.sending} onAgain={() => setAfter(unknown.sending)} />
      ) : (
        <SendByMessenger key="messenger" detail={detail} heading={heading} after={after} />
      )}
    </section>
  );
}
