import { useTranslation } from 'react-i18next';
import type { Entry } from '../../../../shared/entry.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { draftSentence, isDraftEntry, isOvertaken } from '../../../components/order/draft-words.ts';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './link-panel.module.css';

/** All events of a draft order, newest first. */
export function DraftTimeline({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation('drafts');
  const format = useFormat();
  const said = useSaid();
  const now = useNow();
  const shown = entries
    .filter(isDraftEntry)
    .filter((entry) => !isOvertaken(entry, entries))
    .toReversed();
  return (
    <section aria-label={t('timeline')}>
      <h3 className={styles.subtitle}>{t('timeline')}</h3>
      <ol className={styles.timeline}>
        {shown
          .toSorted((a, b) => b.at - a.at)
          .map((entry) => (
            <li key={entry.id}>
              <time dateTime={new Date(entry.at).toISOString()}>{format.exactTime(entry.at, now)}</time>
              <span>{draftSentence(entry, { t, said })}</span>
            </li>
          ))}
      </ol>
    </section>
  );
}
