import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import hidden from '../../ui/hidden.module.css';
import styles from './link-panel.module.css';

type Props = { readonly url: string; readonly heading: RefObject<HTMLElement | null> };

/** Appears when the link may be given away; whoever waited for it on this page has the button under the finger. */
export function CopyLink({ url, heading }: Props) {
  const { t } = useTranslation('customOrder');
  const clipboard = useClipboard({ timeout: 2500 });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === heading.current) button.current?.focus();
  }, [heading]);
  return (
    <div className={styles.link}>
      <a className={styles.url} href={url} target="_blank" rel="noreferrer">
        {url}
      </a>
      <Button
        ref={button}
        leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => clipboard.copy(url)}
      >
        {clipboard.copied ? t('copied') : t('copy')}
      </Button>
      <span role="status" className={hidden.hidden}>
        {clipboard.copied ? t('copied') : ''}
      </span>
    </div>
  );
}
