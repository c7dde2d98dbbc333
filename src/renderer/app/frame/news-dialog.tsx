import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { newsSince } from '../../../shared/release-notes.ts';
import { useClient } from '../../lib/client/context.tsx';
import { languageOf } from '../../lib/i18n/language-of.ts';
import { useStores } from '../../state/context.tsx';
import styles from './news-dialog.module.css';

/** The release notes, shown once after an update. */
export function NewsDialog() {
  const { t, i18n } = useTranslation(['updates', 'common']);
  const client = useClient();
  const asked = useStore(useStores().updates);
  const [isRead, setRead] = useState(false);
  const since = asked.state === 'ready' ? asked.value.notesSince : null;
  const news = since === null ? [] : newsSince(since);
  // if this cannot be stored, the notes show again after the next start
  const close = (): void => {
    setRead(true);
    client.call('updates.notesSeen', undefined).catch(() => undefined);
  };
  return (
    <Modal
      opened={news.length > 0 && !isRead}
      onClose={close}
      title={t('news')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {news.map((release) => (
        <section key={release.version} className={styles.release}>
          <h2 className={styles.version}>{t('version', { version: release.version })}</h2>
          <ul className={styles.list}>
            {release.news[languageOf(i18n)].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
      <div className={styles.foot}>
        <Button data-autofocus onClick={close}>
          {t('newsRead')}
        </Button>
      </div>
    </Modal>
  );
}
