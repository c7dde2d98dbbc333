import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftId } from '../../../../shared/ids.ts';
import hidden from '../../../components/ui/hidden.module.css';
import { useClient } from '../../../lib/client/context.tsx';
import styles from './link-panel.module.css';
import { QrCode } from './qr-code.tsx';

type Props = { readonly id: DraftId; readonly url: string };

/** The payment link as text to copy and as a QR code. */
export function GiveLink({ id, url }: Props) {
  const { t } = useTranslation('customOrder');
  const client = useClient();
  const clipboard = useClipboard({ timeout: 2500 });
  const [isShown, setShown] = useState(false);

  function copy(): void {
    clipboard.copy(url);
    const message = { via: 'copied' } as const;
    // the link is in the clipboard even if the event could not be recorded
    void client.call('drafts.sendLink', { id, sending: crypto.randomUUID(), message }).catch(() => {});
  }

  return (
    <section aria-label={t('link')}>
      <div className={styles.link}>
        <a className={styles.url} href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
        <Button
          variant="default"
          leftSection={<IconQrcode size={16} />}
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t('qr')}
        </Button>
        <Button
          variant="default"
          leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={copy}
        >
          {clipboard.copied ? t('copied') : t('copy')}
        </Button>
        <span role="status" className={hidden.hidden}>
          {clipboard.copied ? t('copied') : ''}
        </span>
      </div>
      {isShown && (
        <figure className={styles.qr}>
          <QrCode text={url} label={t('qrOf')} />
          <figcaption className={styles.hint}>{t('qrHint')}</figcaption>
        </figure>
      )}
    </section>
  );
}
