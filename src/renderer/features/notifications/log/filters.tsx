import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { noticeViews } from '../../../../shared/notices.ts';
import { channels } from '../../../../shared/order.ts';
import { useTypedText } from '../../../lib/browser/use-typed-text.ts';
import { useNavigate } from '../../../state/context.tsx';
import type { NoticePlace } from './notice-place.ts';
import { hrefToNotices } from './notice-place.ts';
import styles from './notices.module.css';

type Props = { readonly place: NoticePlace; readonly managers: readonly string[] };

const settleMs = 120;

/** Filters by state, words, manager and channel; all of it is in the URL. */
export function Filters({ place, managers }: Props) {
  const { t } = useTranslation(['notices', 'order']);
  const navigate = useNavigate();
  const go = (next: NoticePlace): void => navigate(hrefToNotices(next), { replace: true });
  return (
    <div className={styles.filters}>
      <nav className={styles.views} aria-label={t('views')}>
        {noticeViews.map((view) => (
          <a
            key={view}
            className={styles.view}
            href={hrefToNotices({ ...place, view })}
            aria-current={view === place.view ? 'true' : undefined}
          >
            {t(`view_${view}`)}
          </a>
        ))}
      </nav>
      <Search text={place.text} onSearch={(text) => go({ ...place, text })} />
      <Select
        aria-label={t('manager')}
        placeholder={t('anyManager')}
        data={[...managers]}
        value={place.manager ?? null}
        clearable
        onChange={(name) => go({ ...place, manager: name ?? undefined })}
      />
      <Select
        aria-label={t('way')}
        placeholder={t('anyWay')}
        data={channels.map((value) => ({ value, label: t(`order:channel_${value}`) }))}
        value={place.channel ?? null}
        clearable
        onChange={(way) => go({ ...place, channel: channels.find((known) => known === way) })}
      />
    </div>
  );
}

type SearchProps = { readonly text: string; readonly onSearch: (text: string) => void };

function Search({ text, onSearch }: SearchProps) {
  const { t } = useTranslation('notices');
  const [typed, type] = useTypedText(text, onSearch);
  return (
    <TextInput
      className={styles.search ?? ''}
      type="search"
      aria-label={t('search')}
      placeholder={t('searchHint')}
      maxLength={200}
      value={typed}
      leftSection={<IconSearch size={15} aria-hidden />}
      onChange={(event) => type(event.currentTarget.value, settleMs)}
    />
  );
}
