import { Menu, OverflowList } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../components/i18n/use-format.tsx';
import list from '../../components/layout/long-list.module.css';
import type { ViewLink } from '../../components/order/use-views.ts';
import { useViews } from '../../components/order/use-views.ts';
import styles from './inbox.module.css';

/** The views in one line. Those that do not fit are under "More", which shows it if one of them is active. */
export function Views() {
  const { t } = useTranslation('inbox');
  const { shipped, saved } = useViews();
  const views = [...shipped, ...saved];
  return (
    <nav className={list.views} aria-label={t('views')}>
      <OverflowList
        data={views}
        gap={2}
        // the key includes the count, because another count has another width
        getItemKey={({ key, word, count }) => `${key} ${word} ${count}`}
        renderItem={(view) => <View key={view.key} view={view} />}
        renderOverflow={(hiddenOnes) => (
          // the label is measured as well
          <span>
            <More views={hiddenOnes} />
          </span>
        )}
      />
    </nav>
  );
}

function View({ view: { key, word, href, count, isHere, tone } }: { readonly view: ViewLink }) {
  const format = useFormat();
  return (
    <a className={list.view} href={href} aria-current={isHere ? 'page' : undefined}>
      {word}
      {count !== null && key !== 'all' && count > 0 && (
        <span className={list.number} data-tone={tone}>
          {format.count(count)}
        </span>
      )}
    </a>
  );
}

function More({ views }: { readonly views: readonly ViewLink[] }) {
  const { t } = useTranslation('filters');
  const format = useFormat();
  const here = views.find(({ isHere }) => isHere);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={`${list.view} ${styles.more}`}
          aria-label={`${here?.word ?? t('more')}: ${t('moreViews')}`}
          aria-current={here ? 'true' : undefined}
        >
          <span className={styles.moreWord}>{here?.word ?? t('more')}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map(({ key, word, href, count, isHere }) => (
          <Menu.Item
            key={key}
            component="a"
            href={href}
            aria-current={isHere ? 'page' : undefined}
            rightSection={
              count !== null && count > 0 ? (
                <span className={styles.menuNumber}>{format.count(count)}</span>
              ) : null
            }
          >
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
