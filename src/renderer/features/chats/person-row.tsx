import { Button } from '@mantine/core';
import { IconExternalLink, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { hrefTo } from '../../state/route.ts';
import { Mark } from '../../ui/mark.tsx';
import rows from '../../ui/record-list.module.css';
import { useNow } from '../../ui/use-now.tsx';
import { initialsOf } from './groups.ts';
import styles from './person-row.module.css';

export function PersonRow({ person }: { readonly person: PersonView }) {
  const { t } = useTranslation(['chats', 'common']);
  const format = useFormat();
  const now = useNow();
  const { subscriberId, chatUrl, lastWords, wantsManager, touchedAt, touches } = person;
  const name = person.name || t('common:noName');
  const age = format.age(touchedAt, now);
  return (
    <li className={`${rows.row} ${styles.row}`}>
      <span className={styles.face} data-wanting={wantsManager} aria-hidden="true">
        {initialsOf(person.name)}
      </span>
      <div className={rows.main}>
        <div className={rows.first}>
          <span className={`${rows.strong} ${rows.cut}`}>{name}</span>
          {wantsManager && <Mark tone="warn" icon={IconHandStop} word={t('wantsManager')} />}
        </div>
        <div className={rows.second}>
          <span className={rows.cut}>
            {lastWords === null ? t('noWords') : t('words', { words: lastWords })}
          </span>
          <span className={rows.quiet} title={format.exactTime(touchedAt, now)}>
            {[age ?? t('common:now'), touches > 1 && t('touches', { count: touches })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
      </div>
      <div className={rows.actions}>
        {chatUrl !== null && (
          <Button
            component="a"
            variant="default"
            href={chatUrl}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={16} />}
            aria-label={t('openChatOf', { name })}
          >
            {t('openChat')}
          </Button>
        )}
        <Button
          component="a"
          variant={wantsManager ? 'filled' : 'default'}
          href={hrefTo('custom-order', { params: { person: subscriberId } })}
          aria-label={t('newOrderOf', { name })}
        >
          {t('newOrder')}
        </Button>
      </div>
    </li>
  );
}
