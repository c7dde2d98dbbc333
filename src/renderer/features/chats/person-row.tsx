import { Button } from '@mantine/core';
import { IconCheck, IconExternalLink, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChatView } from '../../../shared/views.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import rows from '../../components/layout/record-list.module.css';
import { Mark } from '../../components/ui/mark.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { Face } from './face.tsx';
import { LinkNote } from './link-note.tsx';
import styles from './person-row.module.css';
import { WindowNote } from './window-note.tsx';

type Props = { readonly person: ChatView; readonly onAnswered: (person: ChatView) => void };

export function PersonRow({ person, onAnswered }: Props) {
  const { t } = useTranslation(['chats', 'common']);
  const format = useFormat();
  const now = useNow();
  const { subscriberId, chatUrl, lastWords, wantsManager, wants, answeredBy, touchedAt, touches } = person;
  const name = person.name || t('common:noName');
  const age = format.age(touchedAt, now);
  const products = wants.map(({ title }) => title).join(', ');
  return (
    <li className={`${rows.row} ${styles.row}`}>
      <Face person={person} />
      <div className={rows.main}>
        <div className={rows.first}>
          <span className={`${rows.strong} ${rows.cut}`}>{name}</span>
          {person.waitingSince !== null && (
            <Mark
              tone="warn"
              icon={IconHandStop}
              word={t('waiting', { span: format.span(now - person.waitingSince) })}
            />
          )}
          {wants.length > 0 && <span>{t('wants', { products })}</span>}
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
          <WindowNote interactionAt={person.interactionAt} />
          {answeredBy !== null && (
            <span className={rows.quiet}>
              {person.answeredAfter === null
                ? t('answeredBy', { name: answeredBy })
                : t('answeredByAfter', { name: answeredBy, span: format.span(person.answeredAfter) })}
            </span>
          )}
          {person.link !== null && <LinkNote link={person.link} />}
        </div>
      </div>
      <div className={`${rows.actions} ${styles.actions}`}>
        {wantsManager && (
          <Button
            variant="default"
            leftSection={<IconCheck size={16} />}
            aria-label={t('answeredOf', { name })}
            onClick={() => onAnswered(person)}
          >
            {t('answered')}
          </Button>
        )}
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
