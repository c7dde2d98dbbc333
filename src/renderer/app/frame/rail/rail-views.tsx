import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import type { ViewLink } from '../../../components/order/use-views.ts';
import { useViews } from '../../../components/order/use-views.ts';
import styles from './rail-views.module.css';

/** The inbox's views with live counts, below it in the open rail. */
export function RailViews() {
  const { t } = useTranslation(['inbox', 'filters']);
  const { shipped, saved } = useViews();
  return (
    <>
      <ul className={styles.views} aria-label={t('inbox:views')}>
        {shipped.map((view) => (
          <View key={view.key} view={view} />
        ))}
      </ul>
      {saved.length > 0 && (
        <ul className={styles.views} data-saved aria-label={t('filters:savedViews')}>
          {saved.map((view) => (
            <View key={view.key} view={view} />
          ))}
        </ul>
      )}
    </>
  );
}

function View({ view: { word, href, count, isHere, tone } }: { readonly view: ViewLink }) {
  const format = useFormat();
  return (
    <li>
      <a
        className={styles.view}
        href={href}
        aria-current={isHere ? 'page' : undefined}
        data-tone={tone}
        title={word}
      >
        <span className={styles.word}>{word}</span>
        {count !== null && count > 0 && <span className={styles.count}>{format.count(count)}</span>}
      </a>
    </li>
  );
}
